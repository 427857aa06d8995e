import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { budgetOf, sizes } from './checkBudgets.ts';
import { CHECKS } from './checks.ts';
import { PluginFolder } from './PluginFolder.ts';
import { zip } from './zip.ts';

const PLUGIN = join(import.meta.dirname, '../../plugin');

const { values } = parseArgs({
  allowNegative: true,
  options: { build: { type: 'boolean', default: true }, check: { type: 'boolean', default: false } },
});

const { version } = JSON.parse(readFileSync(join(PLUGIN, 'package.json'), 'utf8')) as { version: string };
const folder = PluginFolder.read(join(PLUGIN, 'dist'));

const problems = Object.entries(CHECKS).flatMap(([name, check]) =>
  check(folder, version).map((problem) => `${name}: ${problem}`),
);
problems.forEach((problem) => console.error(problem));

function writeArchive(): void {
  const id = folder.plugins()[0]?.json.id ?? '';
  const archive = zip([...folder.files].map(([path, content]) => ({ name: `${id}/${path}`, content })));
  const file = join(PLUGIN, `${id}-${version}.zip`);
  writeFileSync(file, archive);
  const sum = createHash('sha256').update(archive).digest('hex');
  const signed = folder.has('MANIFEST.txt') ? 'signed' : 'not signed';
  console.log(`\nplugin/${id}-${version}.zip (${Math.ceil(archive.length / 1000)} KB, ${signed})\nsha256 ${sum}`);
}

if (problems.length > 0) process.exitCode = 1;
else {
  for (const { path, bytes } of sizes(folder).slice(0, 5)) {
    console.log(`${(bytes / 1000).toFixed(1).padStart(6)} KB of ${budgetOf(path) / 1000}  ${path}`);
  }
  if (!values.check) writeArchive();
}
