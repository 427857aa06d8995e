import { TYPICAL_TOKENS } from '@understudy/contract';
import type { RequestTraits, Step, Usage, UsageEstimator } from '../engine/index.ts';
import { pictureTokens } from './pictures/pictureTokens.ts';
import { TokenCounter, type TokenCounterOptions } from './tokens/tokenCounter.ts';

/** An estimator with the thread that it may have started. */
export interface ClosableEstimator extends UsageEstimator {
  /** Ends the thread; estimates made later are guesses from lengths. */
  close(): Promise<void>;
}

/**
 * Counts tokens where a provider reports none: text with a tokenizer off the event loop, pictures by the provider's rule,
 * never as text. What a message's envelope adds (a few tokens) and sound are not counted. Never rejects.
 */
export function createUsageEstimator(options: TokenCounterOptions = {}): ClosableEstimator {
  const counter = new TokenCounter(options);

  async function countInput(traits: RequestTraits, step: Step): Promise<number> {
    const pictures = pictureTokens(step.dialect, traits.images());
    const text = traits.textBytes === 0 ? 0 : await counter.count(traits.text());
    return text + pictures;
  }

  async function estimate(traits: RequestTraits, outputText: string, step: Step): Promise<Usage> {
    const [input, output] = await Promise.all([countInput(traits, step), counter.count(outputText)]);
    const nothingKnown = input === 0 && output === 0;
    const tokens = nothingKnown ? TYPICAL_TOKENS : { ...TYPICAL_TOKENS, input: input || TYPICAL_TOKENS.input, output };
    return { ...tokens, reasoning: 0, estimated: true };
  }

  return { countInput, estimate, close: () => counter.close() };
}
