import type { PivotOptions } from './pivotRequest.ts';

type Level = NonNullable<PivotOptions['reasoning']>;

const LEVELS: readonly Level[] = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'];

/** OpenAI's words for reasoning effort are the pivot's; an unknown one is left to the provider. */
export function reasoningLevel(effort: string | null): Level | undefined {
  return LEVELS.find((level) => level === effort);
}

/** Tokens that an Anthropic client grants for thinking, as an effort: the bounds are those of the pivot's own mapping. */
export function levelOfBudget(tokens: number): Level {
  if (tokens < 4_000) return 'low';
  return tokens < 16_000 ? 'medium' : 'high';
}
