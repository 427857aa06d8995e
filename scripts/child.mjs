import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { pathWithTools } from './run.mjs';
import { findNode } from './setup.mjs';

/** npm and the terminal each deliver the same Ctrl-C; a program that counts them must see one. */
const SAME_SIGNAL_MS = 500;

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

/** Runs the pinned Node with `args`. Resolves with its exit code, 128 + n when signal n ended it. */
export function runAsChild(args) {
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
