import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { METRIC_FAMILIES, metricName } from '@understudy/contract';
import { describe, expect, it } from '@jest/globals';
import { metricsDoc } from '../../scripts/metricsDoc.ts';
import { promtool } from '../kit/promtool.ts';

const page = await readFile(join(import.meta.dirname, '../../docs/metrics.md'), 'utf8');

describe('docs/metrics.md', () => {
  it('is what npm run docs:metrics writes', async () => {
    expect(page).toBe(await metricsDoc());
  });

  it('has a row for every family', () => {
    const missing = METRIC_FAMILIES.filter((family) => !page.includes(`\n| \`${metricName(family)}\` `));
    expect(missing).toEqual([]);
  });

  it('has queries that Prometheus understands', async () => {
    const queries = [...page.matchAll(/```promql\n([^`]+)```/g)].flatMap(([, query]) => query ?? []);
    const file = join(await mkdtemp(join(tmpdir(), 'understudy-docs-')), 'rules.json');
    const groups = [{ name: 'docs', rules: queries.map((expr, at) => ({ record: `query${at}`, expr })) }];

    await writeFile(file, JSON.stringify({ groups }));
    const { code, said } = await promtool(['check', 'rules', file]);

    expect(said).toContain(`SUCCESS: ${queries.length} rules found`);
    expect(code).toBe(0);
  });
});
