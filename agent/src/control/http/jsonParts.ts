/** Items of a long list that are made into text at once: some ten microseconds. */
const ITEMS_AT_ONCE = 32;
/** Characters of a long text that are made into JSON at once. */
const TEXT_AT_ONCE = 16_384;
/** Objects within objects in which long lists are looked for. */
const DEPTH = 3;

type Fields = Readonly<Record<string, unknown>>;

function isPlain(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !('toJSON' in value);
}

function isLong(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > ITEMS_AT_ONCE;
}

function isLongText(value: unknown): value is string {
  return typeof value === 'string' && value.length > TEXT_AT_ONCE;
}

function holdsLong(fields: Fields, depth: number): boolean {
  return Object.values(fields).some(
    (value) => isLong(value) || isLongText(value) || (depth > 0 && isPlain(value) && holdsLong(value, depth - 1)),
  );
}

/** Never between the two halves of a character. */
function cutBefore(text: string, at: number): number {
  return /[\uD800-\uDBFF]/.test(text.charAt(at - 1)) ? at - 1 : at;
}

function* textParts(text: string): Generator<string> {
  yield '"';
  for (let from = 0; from < text.length;) {
    const to = cutBefore(text, from + TEXT_AT_ONCE);
    yield JSON.stringify(text.slice(from, to)).slice(1, -1);
    from = to;
  }
  yield '"';
}

/** Texts of objects that are sent again and again. */
const texts = new WeakMap<object, string>();

function textOf(item: unknown): string {
  if (typeof item !== 'object' || item === null) return JSON.stringify([item]).slice(1, -1);
  const known = texts.get(item);
  if (known !== undefined) return known;
  const text = JSON.stringify(item);
  texts.set(item, text);
  return text;
}

function* listParts(list: readonly unknown[], lasting: boolean): Generator<string> {
  for (let first = 0; first < list.length; first += ITEMS_AT_ONCE) {
    const items = list.slice(first, first + ITEMS_AT_ONCE);
    const text = lasting ? items.map(textOf).join(',') : JSON.stringify(items).slice(1, -1);
    yield `${first === 0 ? '[' : ','}${text}`;
  }
  yield ']';
}

function* objectParts(fields: Fields, depth: number, lasting: boolean): Generator<string> {
  let opening = '{';
  for (const [name, value] of Object.entries(fields)) {
    // JSON leaves out what has no text in it.
    if (value === undefined || typeof value === 'function' || typeof value === 'symbol') continue;
    yield `${opening}${JSON.stringify(name)}:`;
    yield* parts(value, depth, lasting);
    opening = ',';
  }
  yield opening === '{' ? '{}' : '}';
}

function* parts(value: unknown, depth: number, lasting: boolean): Generator<string> {
  if (isLong(value)) yield* listParts(value, lasting);
  else if (isLongText(value)) yield* textParts(value);
  else if (isPlain(value) && depth > 0 && holdsLong(value, depth - 1)) {
    yield* objectParts(value, depth - 1, lasting);
  } else yield JSON.stringify(value);
}

/**
 * A value as JSON in parts, each of them short work, so that a long list or text needs not hold the event loop. Joined they are what
 * `JSON.stringify` gives.
 * @param lasting whether entries of long lists are the same objects as the last time unless they changed: the text of each is
 *   made once
 */
export function jsonParts(value: unknown, lasting = false): Generator<string> {
  return parts(value, DEPTH, lasting);
}
