import { join } from 'node:path';
import { runAsChild } from './child.mjs';
import { ROOT, step } from './run.mjs';
import { build, ensureDependencies } from './setup.mjs';

/** The contract is built: levitate reads types by their packages. */
async function main() {
  for (const [name, work] of [
    ['install', ensureDependencies],
    ['build', build],
  ]) {
    const { ok } = await step(name, work);
    if (!ok) return 1;
  }
  return runAsChild([join(ROOT, 'scripts/compat/main.ts')]);
}

process.exitCode = await main();
