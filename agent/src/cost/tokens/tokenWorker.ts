import { parentPort } from 'node:worker_threads';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import type { TokenJob, TokenResult } from './tokenJob.ts';
import { piecesOf } from './piecesOf.ts';

/** Names such as `<|endoftext|>` in a prompt are text like any other. */
const options = { disallowedSpecial: new Set<string>() };

parentPort?.on('message', ({ id, text }: TokenJob) => {
  let tokens = 0;
  for (const piece of piecesOf(text)) tokens += countTokens(piece, options);
  const result: TokenResult = { id, tokens };
  parentPort?.postMessage(result);
});
