import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
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

/** What a question came to. */
interface Asked {
  readonly answer?: string;
  /** Name of the exception. */
  readonly error?: string;
  /** Groups that were called, in order. */
  readonly tried: readonly (string | null)[];
}

/** A configuration that LiteLLM took. */
export interface LoadedReport {
  readonly refused?: undefined;
  readonly deployments: readonly Readonly<Record<string, unknown>>[];
  readonly settings: Readonly<Record<string, unknown>>;
  /** By group and kind of error. */
  readonly retries: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly asked: readonly Asked[];
  readonly cooledAfter?: number | null;
}

/** What became of a case; `refused`: LiteLLM does not start with it. */
export type RouterReport = LoadedReport | { readonly refused: string };

/** Runs all cases in one Python process, because importing LiteLLM takes several seconds. */
export async function runRouterCases(cases: readonly RouterCase[]): Promise<RouterReport[]> {
  const child = spawn(litellmTool('python'), [join(import.meta.dirname, 'routerCases.py')], {
    env: LITELLM_ENV,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(JSON.stringify(cases));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (out === '') throw new Error(`the cases did not run: ${err.slice(-2_000)}`);
  return JSON.parse(out) as RouterReport[];
}

/** A report of a configuration that LiteLLM took. */
export function taken(found: RouterReport | undefined): LoadedReport {
  if (found === undefined || found.refused !== undefined) {
    throw new Error(`LiteLLM refused it: ${found?.refused ?? 'no report'}`);
  }
  return found;
}
