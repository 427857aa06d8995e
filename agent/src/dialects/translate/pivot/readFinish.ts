import type { LanguageModelV4FinishReason } from '@ai-sdk/provider';
import type { Finish } from './pivotAnswer.ts';

/**
 * Why the answer ended; null where the provider never said so (the stream was cut) or said that it broke. The library
 * fills in a reason of its own for a cut, so only the provider's own word (`raw`) counts.
 */
export function readFinish({ unified, raw }: LanguageModelV4FinishReason, hasToolCalls: boolean): Finish | null {
  if (raw === undefined || raw === '' || unified === 'error' || unified === 'interrupted') return null;
  if (unified === 'length' || unified === 'content-filter' || unified === 'tool-calls') return unified;
  // Some servers say `stop` after tool calls; clients look for calls only where the reason names them.
  return hasToolCalls ? 'tool-calls' : 'stop';
}
