import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'provisioning/grafana/dashboards');

/** By its name only: it is made of the plugin's queries, which are no ES modules for these tests' type check. */
const SOURCE = join(ROOT, 'dashboards/index.ts');

interface Source {
  readonly buildDashboards: () => ReadonlyMap<string, object>;
}

describe('provisioning/grafana/dashboards', () => {
  it('is what npm run dashboards writes', async () => {
    const { buildDashboards } = (await import(SOURCE)) as Source;
    const built = buildDashboards();
    const committed = (await readdir(FOLDER)).filter((name) => name.endsWith('.json'));

    expect(committed.sort()).toEqual([...built.keys()].sort());
    for (const [name, dashboard] of built) {
      // As it is stored: without what is undefined.
      const expected: unknown = JSON.parse(JSON.stringify(dashboard));
      expect(JSON.parse(await readFile(join(FOLDER, name), 'utf8'))).toEqual(expected);
    }
  });
});
