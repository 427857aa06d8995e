/** Fails where a version that is written in several places differs between them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run.mjs';

const read = (file) => readFileSync(join(ROOT, file), 'utf8');
const manifest = (folder) => JSON.parse(read(join(folder, 'package.json')));
const found = (file, pattern) => pattern.exec(read(file))?.[1];

const { devDependencies, version } = manifest('.');

/** `[what, where, what stands there, what package.json says]` */
const PINS = [
  ['Node', '.nvmrc', read('.nvmrc').trim(), devDependencies.node],
  ['Node', 'Dockerfile', found('Dockerfile', /^ARG NODE_IMAGE=node:([\d.]+)-alpine/m), devDependencies.node],
  ['image', 'docker-compose.yml', found('docker-compose.yml', /understudy-agent:(\S+)/), version],
  ['version', 'contract', manifest('contract').version, version],
  ['version', 'agent', manifest('agent').version, version],
  ['contract', 'agent', manifest('agent').dependencies['@understudy/contract'], version],
];

const wrong = PINS.filter(([, , there, wanted]) => there !== wanted);
for (const [what, where, there, wanted] of wrong) {
  console.error(`${where}: ${what} is ${there ?? 'not named'}, package.json says ${wanted}`);
}
process.exitCode = wrong.length > 0 ? 1 : 0;
