import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { dashboardExpressions, withoutVariables } from '../../dashboards/expressions.ts';
import { promtool } from '../kit/promtool.ts';

describe('every question of the dashboards', () => {
  it('is one that Prometheus understands', async () => {
    const rules = dashboardExpressions().map(({ expr }, at) => ({
      record: `question${at}`,
      expr: withoutVariables(expr),
    }));
    const folder = await mkdtemp(join(tmpdir(), 'understudy-dashboards-'));
    try {
      const file = join(folder, 'rules.json');
      await writeFile(file, JSON.stringify({ groups: [{ name: 'dashboards', rules }] }));

      const { code, said } = await promtool(['check', 'rules', file]);

      expect(said).toContain(`SUCCESS: ${rules.length} rules found`);
      expect(code).toBe(0);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('has no variable of Grafana left', () => {
    const left = dashboardExpressions().filter(({ expr }) => /\$[^\d]/.test(withoutVariables(expr)));
    expect(left).toEqual([]);
  });
});
