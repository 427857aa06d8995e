import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { dataSourcesFile, pluginsFile, providersFile } from './grafanaFiles.ts';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'provisioning/grafana');

function read(path: string): Promise<string> {
  return readFile(join(ROOT, path), 'utf8');
}

async function filesOf<T>(folder: string, schema: z.ZodType<T>): Promise<T[]> {
  const names = (await readdir(join(FOLDER, folder))).filter((name) => /[.]ya?ml$/.test(name));
  return Promise.all(
    names.map(async (name) => schema.parse(parse(await read(`provisioning/grafana/${folder}/${name}`)))),
  );
}

const composeFile = z.object({
  services: z.object({
    grafana: z.object({ environment: z.record(z.string(), z.string()), volumes: z.array(z.string()) }),
  }),
});

describe('data sources', () => {
  it('are the four that dashboards, alerts and traces look for, in keys that Grafana knows', async () => {
    const sources = (await filesOf('datasources', dataSourcesFile)).flatMap(({ datasources }) => datasources);

    expect(sources.map(({ uid, type }) => [uid, type]).sort()).toEqual(
      ['alertmanager', 'loki', 'prometheus', 'tempo'].map((name) => [name, name]),
    );
    expect(sources.filter(({ isDefault }) => isDefault).map(({ uid }) => uid)).toEqual(['prometheus']);
  });

  it('lead to each other: alerts, exemplars, logs and traces', async () => {
    const texts = await Promise.all(
      ['understudy', 'loki', 'tempo'].map((name) => read(`provisioning/grafana/datasources/${name}.yml`)),
    );
    const known = new Set(texts.flatMap((text) => [...text.matchAll(/^ {4}uid: (\S+)$/gm)].map(([, uid]) => uid)));
    const named = texts.flatMap((text) => [...text.matchAll(/(?:datasource|alertmanager)Uid: (\S+)$/gm)]);

    expect(named.map(([, uid]) => uid).sort()).toEqual(['alertmanager', 'loki', 'tempo', 'tempo']);
    for (const [, uid] of named) expect(known).toContain(uid);
  });
});

describe('the app', () => {
  it('is on, and has the settings that its Configuration page has', async () => {
    const [file] = await filesOf('plugins', pluginsFile);
    const [app] = file?.apps ?? [];
    const settings = await read('plugin/src/api/settings.ts');
    const fields = [...settings.matchAll(/^ {2}readonly (\w+)\?/gm)].flatMap(([, field]) => field ?? []);

    expect(app).toMatchObject({ type: 'understudy-fallback-app', disabled: false });
    expect([...Object.keys(app?.jsonData ?? {}), ...Object.keys(app?.secureJsonData ?? {})].sort()).toEqual(
      fields.sort(),
    );
    expect(app?.jsonData.prometheusUid).toBe('prometheus');
  });

  it('has no secret in its file, only names of variables', async () => {
    const [file] = await filesOf('plugins', pluginsFile);
    const secrets = Object.values(file?.apps[0]?.secureJsonData ?? {});
    expect(secrets).toHaveLength(2);
    for (const secret of secrets) expect(secret).toMatch(/^\$[A-Z_]+$/);
  });
});

describe('dashboards', () => {
  it('come from where docker-compose.yml mounts them, into the folder of the alerts', async () => {
    const [file] = await filesOf('dashboards', providersFile);
    const [provider] = file?.providers ?? [];
    const compose = composeFile.parse(parse(await read('docker-compose.yml'), { merge: true }));

    expect(provider).toMatchObject({ folder: 'Understudy' });
    expect(provider?.options.path).toBe('/etc/grafana/provisioning/dashboards');
    expect(compose.services.grafana.volumes).toContain('./provisioning/grafana:/etc/grafana/provisioning:ro');
    expect(await read('provisioning/grafana/alerting/understudy-rules.yml')).toContain('folder: Understudy\n');
  });
});

describe('variables of the environment', () => {
  it('are set by docker-compose.yml, each that a file names', async () => {
    const names = await readdir(FOLDER, { recursive: true });
    const files = names.filter((name) => /[.]ya?ml$/.test(name)).map((name) => `provisioning/grafana/${name}`);
    const texts = await Promise.all(files.map(read));
    const used = texts.flatMap((text) =>
      [...text.matchAll(/(?<!\$)\$\{?([A-Z][A-Z_]+)\}?/g)].flatMap(([, name]) => name ?? []),
    );
    const compose = composeFile.parse(parse(await read('docker-compose.yml'), { merge: true }));

    expect(used).toContain('UNDERSTUDY_PROMETHEUS_URL');
    const { environment } = compose.services.grafana;
    expect(used.filter((name) => !Object.hasOwn(environment, name))).toEqual([]);
  });
});
