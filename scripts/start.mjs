import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { ROOT, pathWithTools, step } from './run.mjs';
import { build, ensureDependencies, findNode } from './setup.mjs';

/** npm and the terminal each deliver the same Ctrl-C; a program that counts them must see one. */
const SAME_SIGNAL_MS = 500;

/** With arguments they are those of `understudy start`; without, the demo. */
function commandLine(args) {
  return args.length > 0 ? [join(ROOT, 'agent/dist/main.js'), 'start', ...args] : [join(ROOT, 'scripts/demo.ts')];
}

function passSignals(child) {
  let last = { name: '', at: 0 };
  const pass = (name) => {
    const now = Date.now();
    if (name === last.name && now - last.at < SAME_SIGNAL_MS) return;
    last = { name, at: now };
    child.kill(name);
  };
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => pass(name));
  // To the agent it means "read the configuration again"; when it says that the terminal was closed, it means "end".
  process.on('SIGHUP', () => pass(process.stdin.isTTY ? 'SIGTERM' : 'SIGHUP'));
}

/** Resolves with the child's exit code, 128 + n when signal n ended it. */
function runAsChild(args) {
  return new Promise((resolve) => {
    const child = spawn(findNode(), args, {
      env: { ...process.env, PATH: pathWithTools() },
      stdio: 'inherit',
      // A process group of its own: a terminal's Ctrl-C reaches the child through this process only, once.
      detached: process.platform !== 'win32',
    });
    passSignals(child);
    child.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
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
