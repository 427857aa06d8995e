import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { promtool } from '../kit/promtool.ts';

const FOLDER = join(import.meta.dirname, '../../provisioning/prometheus');
const configs = (await readdir(FOLDER)).filter((name) => name.endsWith('.yml') && !name.endsWith('.rules.yml'));

describe.each(configs)('provisioning/prometheus/%s', (name) => {
  it('is a configuration that Prometheus takes', async () => {
    const { code, said } = await promtool(['check', 'config', join(FOLDER, name)]);

    expect(said).toContain('SUCCESS');
    expect(code).toBe(0);
  });

  it('has the job name that rules and panels look for, and a limit of twice the series cap', async () => {
    const text = await readFile(join(FOLDER, name), 'utf8');

    expect(text).toContain('job_name: understudy-agent\n');
    expect(text).toContain('sample_limit: 40000\n');
  });
});
