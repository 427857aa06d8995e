import { join } from 'node:path';
import { runAsChild } from './child.mjs';
import { ROOT, step } from './run.mjs';
import { build, ensureDependencies } from './setup.mjs';

/** With arguments they are those of `understudy start`; without, the demo. */
function commandLine(args) {
  return args.length > 0 ? [join(ROOT, 'agent/dist/main.js'), 'start', ...args] : [join(ROOT, 'scripts/demo.ts')];
}

async function main(args) {
  for (const [name, work] of [
    ['install', ensureDependencies],
    ['build', build],
  ]) {
    const { ok } = await step(name, work);
    if (!ok) return 1;
  }
  return runAsChild(commandLine(args));
}

process.exitCode = await main(process.argv.slice(2));
