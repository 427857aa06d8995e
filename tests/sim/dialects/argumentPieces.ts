const PIECES = 3;

/** A tool call's arguments in the pieces that a stream sends: three, so that none is JSON by itself. */
export function argumentPieces(text: string): string[] {
  const size = Math.max(1, Math.ceil(text.length / PIECES));
  return text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
}
