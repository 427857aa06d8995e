import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs a command to its end; answers its exit code and everything that it said, on both outputs. */
export async function runTool(
  command: string,
  args: readonly string[],
  input = '',
): Promise<{ code: number; said: string }> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  for (const output of [child.stdout, child.stderr]) output.on('data', (chunk: Buffer) => (said += chunk.toString()));
  // A program may end without reading; its exit code says how.
  child.stdin.on('error', () => undefined);
  const ended = once(child, 'close') as Promise<[number]>;
  child.stdin.end(input);
  const [code] = await ended;
  return { code, said };
}
