import { BACKSLASH, CLOSE_BRACE, COLON, COMMA, OPEN_BRACE, QUOTE } from './jsonBytes.ts';
import { skipSpace, skipString, skipValue } from './skipJson.ts';

/** A member that was looked for: the bytes of its value are `start` (included) to `end` (not included). */
export interface MemberSpan {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** A JSON object in a buffer. */
export interface ObjectScan {
  /** Index of `{`. */
  readonly open: number;
  /** Index of `}`. */
  readonly close: number;
  readonly empty: boolean;
  /** Every occurrence of the keys that were asked for, in order. */
  readonly members: readonly MemberSpan[];
}

function keyAt(raw: Buffer, start: number, end: number): string {
  const text = raw.toString('utf8', start + 1, end - 1);
  if (!text.includes('\\')) return text;
  return JSON.parse(`"${text}"`) as string;
}

function mayBe(raw: Buffer, start: number, end: number, keys: readonly string[]): boolean {
  const length = end - start - 2;
  if (keys.some((key) => key.length === length)) return true;
  // Written with escapes ("m\u006fdel") a key is longer than it reads.
  const escape = raw.indexOf(BACKSLASH, start);
  return escape !== -1 && escape < end;
}

/**
 * Finds members of a JSON object without parsing it, so that all other bytes can stay as they are.
 * @param raw valid JSON from `from` on
 * @throws where no object begins at `from`: the caller has parsed the same bytes before
 */
export function scanObject(raw: Buffer, keys: readonly string[], from = 0): ObjectScan {
  const open = skipSpace(raw, from);
  if (raw[open] !== OPEN_BRACE) throw new Error('The body is not a JSON object.');
  const members: MemberSpan[] = [];
  let at = skipSpace(raw, open + 1);
  const empty = raw[at] === CLOSE_BRACE;
  while (raw[at] === QUOTE) {
    const keyStart = at;
    const keyEnd = skipString(raw, at);
    const colon = skipSpace(raw, keyEnd);
    if (raw[colon] !== COLON) break;
    const start = skipSpace(raw, colon + 1);
    const end = skipValue(raw, start);
    if (mayBe(raw, keyStart, keyEnd, keys)) {
      const key = keyAt(raw, keyStart, keyEnd);
      if (keys.includes(key)) members.push({ key, start, end });
    }
    at = skipSpace(raw, end);
    if (raw[at] === COMMA) at = skipSpace(raw, at + 1);
  }
  if (raw[at] !== CLOSE_BRACE) throw new Error('The body is not a JSON object.');
  return { open, close: at, empty, members };
}
