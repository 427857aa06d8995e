import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BIN = fileURLToPath(new URL('../node_modules/.bin', import.meta.url));

/** PATH with the repository's own tools in front: `node` is the pinned one. */
export function pathWithTools() {
  return [BIN, pathWithoutTools()].join(delimiter);
}

/** PATH without any node_modules/.bin: an install must not run on the Node that it is about to replace. */
export function pathWithoutTools() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.filter((folder) => !/[\\/]node_modules[\\/]\.bin[\\/]?$/.test(folder)).join(delimiter);
}

/**
 * Runs a command in the repository's root. Resolves with its exit code, never rejects; with `quiet` the output is
 * kept and handed back instead of shown.
 */
export function run(command, args, { env = {}, quiet = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, PATH: pathWithTools(), ...env },
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    let output = '';
    const keep = (chunk) => {
      output += String(chunk);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('error', (error) => resolve({ code: 127, output: `${command}: ${error.message}\n` }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Runs one named step and says how it went: `{ name, ok, ms }`. A quiet step shows its output only when it fails. */
export async function step(name, work) {
  const start = Date.now();
  const { code, output } = await work();
  const result = { name, ok: code === 0, ms: Date.now() - start };
  if (output && !result.ok) process.stdout.write(output);
  console.log(`${result.ok ? 'ok    ' : 'FAILED'} ${name} (${(result.ms / 1000).toFixed(1)} s)`);
  return result;
}
