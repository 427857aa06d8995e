/** Characters of a piece. The tokenizer's time grows with the square of an unbroken run: 100,000 times "a" take seconds. */
const PIECE = 4_000;

/** A text in pieces that end before white space where there is some, so that next to no token is cut in two. */
export function* piecesOf(text: string, size = PIECE): Generator<string> {
  let from = 0;
  while (from < text.length) {
    const to = endOf(text, from, size);
    yield text.slice(from, to);
    from = to;
  }
}

function endOf(text: string, from: number, size: number): number {
  const limit = from + size;
  if (limit >= text.length) return text.length;
  for (let at = limit; at >= from + size / 2; at--) {
    if (/\s/.test(text.charAt(at))) return at;
  }
  return limit;
}
