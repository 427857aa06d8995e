/** A place in a document: keys and list indexes from the root. */
export type PathSegments = readonly (string | number)[];

const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const TOKEN = /\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|\.?([A-Za-z_][A-Za-z0-9_-]*)/g;

/** Writes a place as findings do: `chains[0].fallbacks[1]`, `providers[0].headers["x y"]`. The root is the empty text. */
export function formatPath(segments: PathSegments): string {
  return segments.reduce<string>((text, segment) => {
    if (typeof segment === 'number') return `${text}[${segment}]`;
    if (!PLAIN_KEY.test(segment)) return `${text}[${JSON.stringify(segment)}]`;
    return text === '' ? segment : `${text}.${segment}`;
  }, '');
}

/** The segments that `formatPath` wrote. */
export function parsePath(path: string): (string | number)[] {
  return [...path.matchAll(TOKEN)].map(([, index, quoted, key]) => {
    if (index !== undefined) return Number(index);
    return quoted === undefined ? (key ?? '') : String(JSON.parse(quoted));
  });
}
