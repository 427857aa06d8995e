import { runTool } from './runTool.ts';

/** Runs promtool; answers its exit code and everything that it said. */
export function promtool(args: readonly string[], input = ''): Promise<{ code: number; said: string }> {
  return runTool('promtool', args, input);
}
