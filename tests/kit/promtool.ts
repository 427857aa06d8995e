import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs promtool; answers its exit code and everything that it said. */
export async function promtool(args: readonly string[], input = ''): Promise<{ code: number; said: string }> {
  const child = spawn('promtool', args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  for (const output of [child.stdout, child.stderr]) output.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, 'close');
  child.stdin.end(input);
  const [code] = await ended;
  return { code, said };
}
