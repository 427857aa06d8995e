/** Fails where a version that is written in several places differs between them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run.mjs';

const read = (file) => readFileSync(join(ROOT, file), 'utf8');
const manifest = (folder) => JSON.parse(read(join(folder, 'package.json')));
const found = (file, pattern) => pattern.exec(read(file))?.[1];

const { devDependencies, version } = manifest('.');
const plugin = manifest('plugin');
const nextGrafana = manifest('tests/grafana-host/g13').dependencies;

/** Grafana's libraries come as one set: every one of them in the version of `@grafana/ui`. */
const GRAFANA = ['data', 'i18n', 'runtime', 'schema', 'ui', 'e2e-selectors'].map((name) => `@grafana/${name}`);
const oneSet = (where, dependencies) =>
  GRAFANA.filter((name) => dependencies[name]).map((name) => [
    name,
    where,
    dependencies[name],
    dependencies['@grafana/ui'],
  ]);
const grafanaFloor = (file) => JSON.parse(read(file)).dependencies.grafanaDependency;

/** `[what, where, what stands there, what is expected]` */
const PINS = [
  ['Node', '.nvmrc', read('.nvmrc').trim(), devDependencies.node],
  ['Node', 'Dockerfile', found('Dockerfile', /^ARG NODE_IMAGE=node:([\d.]+)-alpine/m), devDependencies.node],
  ['image', 'docker-compose.yml', found('docker-compose.yml', /understudy-agent:(\S+)/), version],
  ['image of the sim', 'docker-compose.yml', found('docker-compose.yml', /understudy-sim:(\S+)/), version],
  ['image of Grafana', 'docker-compose.yml', found('docker-compose.yml', /understudy-grafana:(\S+)/), version],
  [
    'Grafana',
    'Dockerfile',
    found('Dockerfile', /^ARG GRAFANA_IMAGE=grafana\/grafana:([\d.]+)/m),
    plugin.dependencies['@grafana/ui'],
  ],
  ['version', 'contract', manifest('contract').version, version],
  ['version', 'agent', manifest('agent').version, version],
  ['contract', 'agent', manifest('agent').dependencies['@understudy/contract'], version],
  ['version', 'plugin', plugin.version, version],
  ['contract', 'plugin', plugin.dependencies['@understudy/contract'], version],
  ['zod', 'plugin', plugin.dependencies.zod, manifest('contract').dependencies.zod],
  ['@swc/core', 'plugin', plugin.devDependencies['@swc/core'], devDependencies['@swc/core']],
  ...oneSet('plugin', plugin.dependencies),
  ...oneSet('tests/grafana-host/g13', nextGrafana),
  [
    'Grafana',
    'plugin/src/fallback-panel/plugin.json',
    grafanaFloor('plugin/src/fallback-panel/plugin.json'),
    grafanaFloor('plugin/src/plugin.json'),
  ],
];

const wrong = PINS.filter(([, , there, wanted]) => there !== wanted);
for (const [what, where, there, wanted] of wrong) {
  console.error(`${where}: ${what} is ${there ?? 'not named'}, expected is ${wanted}`);
}
process.exitCode = wrong.length > 0 ? 1 : 0;
