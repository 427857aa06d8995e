import type { StoredToken } from './storedToken.ts';

/** Looks at the tokens that a change is made to; throws where it must not be made. */
export type TokenRule = (now: readonly StoredToken[]) => void;

/** What a change makes of the tokens; the same list = there is nothing to do. */
export type TokenChange = (now: readonly StoredToken[]) => readonly StoredToken[];

/** Adds a token once: whoever asks again, because no answer came, finds it done. */
export function adding(token: StoredToken, allow?: TokenRule): TokenChange {
  return (now) => {
    if (now.some(({ id }) => id === token.id)) return now;
    allow?.(now);
    return [...now, token];
  };
}

/** Removes a token, where it is there. */
export function removing(id: string, allow?: TokenRule): TokenChange {
  return (now) => {
    if (!now.some((one) => one.id === id)) return now;
    allow?.(now);
    return now.filter((one) => one.id !== id);
  };
}
