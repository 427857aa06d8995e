/** Tokens that one image in a prompt counts for, whatever its size. */
export const TOKENS_PER_IMAGE = 85;

const CHARACTERS_PER_TOKEN = 4;

/**
 * Tokens in so many characters: one for every four, rounded up once.
 * The rule looks at characters alone, so that a request translated between dialects keeps its count.
 */
export function countTokens(characters: number): number {
  return Math.ceil(characters / CHARACTERS_PER_TOKEN);
}

/** How many characters a number of tokens spans at most. */
export function charactersIn(tokens: number): number {
  return tokens * CHARACTERS_PER_TOKEN;
}
