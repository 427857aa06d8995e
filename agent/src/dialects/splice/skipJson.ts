import { BACKSLASH, CLOSE_BRACE, CLOSE_BRACKET, COMMA, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './jsonBytes.ts';

/** Below this many bytes a loop beats the call into `indexOf`. */
const NEAR = 32;

/** @returns where the backslashes that end just before `quote` begin, not before `from` */
function backslashesBefore(raw: Buffer, quote: number, from: number): number {
  let at = quote;
  while (at > from && raw[at - 1] === BACKSLASH) at--;
  return at;
}

/** @returns the index of the next quote, escaped or not; -1 = none */
function nextQuote(raw: Buffer, from: number): number {
  const near = Math.min(from + NEAR, raw.length);
  for (let at = from; at < near; at++) if (raw[at] === QUOTE) return at;
  // A picture in base64 is one string of megabytes: native search instead of a loop.
  return raw.indexOf(QUOTE, near);
}

/**
 * Skips a JSON string.
 * @param open index of its opening quote
 * @returns the index after its closing quote
 */
export function skipString(raw: Buffer, open: number): number {
  let at = open + 1;
  for (;;) {
    const quote = nextQuote(raw, at);
    if (quote === -1) return raw.length;
    const isEscaped = (quote - backslashesBefore(raw, quote, at)) % 2 === 1;
    at = quote + 1;
    if (!isEscaped) return at;
  }
}

function skipContainer(raw: Buffer, open: number): number {
  let depth = 0;
  let at = open;
  while (at < raw.length) {
    const byte = raw[at];
    if (byte === QUOTE) {
      at = skipString(raw, at);
      continue;
    }
    at++;
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
    else if ((byte === CLOSE_BRACE || byte === CLOSE_BRACKET) && --depth === 0) return at;
  }
  return at;
}

function skipScalar(raw: Buffer, from: number): number {
  let at = from;
  while (at < raw.length) {
    const byte = raw[at] ?? 0;
    if (byte === COMMA || byte === CLOSE_BRACE || byte === CLOSE_BRACKET || byte <= 0x20) return at;
    at++;
  }
  return at;
}

/** @returns the index of the first byte from `at` on that is no JSON whitespace */
export function skipSpace(raw: Buffer, from: number): number {
  let at = from;
  for (;;) {
    const byte = raw[at];
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return at;
    at++;
  }
}

/**
 * Skips a JSON value of any kind.
 * @param from index of its first byte
 * @returns the index after its last byte
 */
export function skipValue(raw: Buffer, from: number): number {
  const byte = raw[from];
  if (byte === QUOTE) return skipString(raw, from);
  if (byte === OPEN_BRACE || byte === OPEN_BRACKET) return skipContainer(raw, from);
  return skipScalar(raw, from);
}
