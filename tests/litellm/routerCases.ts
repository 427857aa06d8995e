import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { LITELLM_ENV, litellmTool } from './litellmTools.ts';

/** One request to the router of a case. */
export interface Question {
  readonly model: string;
  readonly mock?: 'general' | 'context_window' | 'content_policy';
  readonly content?: string;
}

/** One LiteLLM configuration and what is asked of it. */
export interface RouterCase {
  readonly yaml: string;
  /** Answers by group; default: `from <group>`. The name of an exception of LiteLLM is a failure. */
  readonly mocks?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly ask?: readonly Question[];
  /** Calls the group until its deployment is cooled down. */
  readonly cool?: { readonly model: string; readonly times: number };
  /** Calls the group for real, without a mocked answer. */
  readonly call?: string;
}

const answer = z.object({
  answer: z.string().optional(),
  error: z.string().optional(),
  tried: z.array(z.string().nullable()),
});
const loaded = z.object({
  refused: z.undefined().optional(),
  deployments: z.array(z.record(z.string(), z.unknown())),
  settings: z.record(z.string(), z.unknown()),
  retries: z.record(z.string(), z.record(z.string(), z.number())),
  asked: z.array(answer),
  cooledAfter: z.number().nullable().optional(),
});
const report = z.union([loaded, z.object({ refused: z.string() })]);
export type RouterReport = z.infer<typeof report>;
export type LoadedReport = z.infer<typeof loaded>;

/** Runs all cases in one Python process, because importing LiteLLM takes several seconds. */
export async function runRouterCases(cases: readonly RouterCase[]): Promise<RouterReport[]> {
  const child = spawn(litellmTool('python'), [join(import.meta.dirname, 'routerCases.py')], {
    env: LITELLM_ENV,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(JSON.stringify(cases));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (out === '') throw new Error(`the cases did not run: ${err.slice(-2_000)}`);
  return z.array(report).parse(JSON.parse(out));
}

/** A report of a configuration that LiteLLM took. */
export function taken(found: RouterReport | undefined): LoadedReport {
  if (found === undefined || found.refused !== undefined)
    {throw new Error(`LiteLLM refused it: ${found?.refused ?? 'no report'}`);}
  return found;
}
