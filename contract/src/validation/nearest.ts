import { distance } from 'fastest-levenshtein';

function normalise(text: string): string {
  return text.toLowerCase().replaceAll(/[-_ ]/g, '');
}

/**
 * The candidate that a typo most likely meant, or `undefined` if none is near: at most two edits, or a third of the word for
 * longer ones. Case, dashes and underscores don't count, so that `base_url` finds `baseUrl`.
 */
export function nearest(text: string, candidates: Iterable<string>): string | undefined {
  const wanted = normalise(text);
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const edits = distance(wanted, normalise(candidate));
    // A two-letter word is two edits from every other one: the whole word may not change.
    if (edits < bestDistance && edits < wanted.length) {
      best = candidate;
      bestDistance = edits;
    }
  }
  return best;
}

/** `Did you mean X?` with a trailing space, or nothing: the beginning of a fix. */
export function didYouMean(text: string, candidates: Iterable<string>): string {
  const found = nearest(text, candidates);
  return found === undefined ? '' : `Did you mean ${found}? `;
}
