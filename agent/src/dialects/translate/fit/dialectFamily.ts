import type { DialectName } from '@understudy/contract';

/** Dialects that speak OpenAI's chat completions are one family for the translation. */
export type DialectFamily = 'openai' | 'anthropic' | 'google';

export function dialectFamily(dialect: DialectName): DialectFamily {
  return dialect === 'anthropic' || dialect === 'google' ? dialect : 'openai';
}
