import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runAsChild } from './child.mjs';
import { ensurePage, ensurePlugin } from './grafana-host.mjs';
import { ROOT, step } from './run.mjs';
import { build, ensureDependencies } from './setup.mjs';

const args = process.argv.slice(2);
const { values } = parseArgs({
  args,
  strict: false,
  allowNegative: true,
  options: {
    grafana: { type: 'string', default: '12.4' },
    build: { type: 'boolean', default: true },
    help: { type: 'boolean', default: false },
  },
});

async function prepare() {
  const steps = [
    ['install', ensureDependencies],
    ['agent', build],
    ['plugin', ensurePlugin],
    ['page', () => ensurePage(values.grafana)],
  ];
  for (const [name, work] of steps) {
    const { ok } = await step(name, work);
    if (!ok) return false;
  }
  return true;
}

const ready = values.help || !values.build || (await prepare());
process.exitCode = ready ? await runAsChild([join(ROOT, 'scripts/preview.ts'), ...args]) : 1;
