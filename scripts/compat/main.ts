import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { GRAFANA_VERSIONS } from '../../tests/grafana-host/grafanaLine.ts';
import { copySource } from './copySource.ts';
import { comparedPackages, readReport } from './readReport.ts';

const LEVITATE = '@grafana/levitate@0.17.2';
const PACKAGES = ['@grafana/data', '@grafana/ui', '@grafana/runtime'];
const MODULES = ['src/module.tsx', 'src/fallback-panel/module.ts'];

async function reportOf(folder: string, path: string): Promise<string> {
  const target = PACKAGES.map((name) => `${name}@${GRAFANA_VERSIONS['13']}`).join(',');
  const args = ['--yes', LEVITATE, 'is-compatible', '--path', path, '--target', target];
  const child = spawn('npx', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  // Found only in part, or not at all: then the rest of the report says nothing.
  const missing = PACKAGES.filter((name) => !comparedPackages(out).includes(name));
  if (missing.length > 0) throw new Error(`${path}: ${missing.join(', ')} were not compared\n${out}${errors}`);
  return out;
}

const folder = copySource();
try {
  for (const path of MODULES) {
    const problems = readReport(await reportOf(folder, path));
    for (const { what, details } of problems) console.error([what.replace(folder, 'plugin'), ...details].join('\n  '));
    if (problems.length > 0) process.exitCode = 1;
    else console.log(`ok     ${path} with Grafana ${GRAFANA_VERSIONS['13']}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
