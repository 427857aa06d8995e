import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { runAsChild } from './child.mjs';
import { ROOT, run, step } from './run.mjs';
import { ensureDependencies } from './setup.mjs';

/** Anew, whatever is there: what people install is made of this source and of nothing older. */
function buildPlugin() {
  rmSync(join(ROOT, 'plugin/dist'), { recursive: true, force: true });
  return run('npm', ['run', '--silent', '-w', 'plugin', 'build'], { quiet: true });
}

async function main(args) {
  const steps = args.includes('--no-build')
    ? []
    : [
        ['install', ensureDependencies],
        ['plugin', buildPlugin],
      ];
  for (const [name, work] of steps) {
    const { ok } = await step(name, work);
    if (!ok) return 1;
  }
  return runAsChild([join(ROOT, 'scripts/package/main.ts'), ...args]);
}

process.exitCode = await main(process.argv.slice(2));
