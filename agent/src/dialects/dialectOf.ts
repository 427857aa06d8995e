import type { DialectName } from '@understudy/contract';
import type { ApiKind } from '../engine/index.ts';
import { anthropic } from './anthropic.ts';
import { azureOpenai } from './azureOpenai.ts';
import type { Dialect } from './dialect.ts';
import { google } from './google.ts';
import { openai, openaiUnderV1 } from './openai.ts';

const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  openai,
  'azure-openai': azureOpenai,
  anthropic,
  google,
  ollama: openaiUnderV1,
  litellm: openaiUnderV1,
};

/** The dialect of a name. */
export function dialectOf(name: DialectName): Dialect {
  return DIALECTS[name];
}

/** Whether a dialect speaks an API itself, so that a call needs no translation. */
export function speaks(name: DialectName, api: ApiKind): boolean {
  return DIALECTS[name].paths[api] !== undefined;
}
