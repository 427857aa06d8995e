/** What a pattern took from a path; `rest` is what stood for a `*` at its end. */
export interface PathMatch {
  readonly rest: string | undefined;
}

const UNSUPPORTED = /[?(]|[*][.][*]|[:]/;

/** Go's `url.PathUnescape`; undefined where it is no valid encoding. */
function unescape(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** A star takes any segment that can be decoded. */
function fits(segment: string, escaped: string): boolean {
  const text = unescape(escaped);
  return text !== undefined && (segment === '*' || segment === text);
}

function splitPattern(pattern: string): string[] {
  if (UNSUPPORTED.test(pattern)) throw new Error(`The test host knows no parameters in a route's path: ${pattern}`);
  const [first = '', ...others] = pattern.replace(/\/$/, '').split('/');
  // The tree drops a slash in front of every segment, so `a//b` is `a/b`.
  return [first, ...others].filter((segment, index, all) => segment !== '' || index === all.length - 1);
}

/**
 * Matches as Grafana's `web.Tree` does with one pattern in it: by segments, each decoded before it is compared; a `*`
 * at the end takes at least a slash's worth of path, decoded; one `/` in front and one behind are dropped first.
 * A pattern is no prefix. Parameters (`:id`) and optional segments are refused, as no route of ours has them.
 */
export function matchPath(pattern: string, path: string): PathMatch | undefined {
  const segments = splitPattern(pattern);
  const last = segments.pop() ?? '';
  let rest = path.replace(/^\//, '').replace(/\/$/, '');
  for (const segment of segments) {
    const slash = rest.indexOf('/');
    // Without a slash the path ends here, and a folder of the tree is no place to end.
    if (slash === -1 || !fits(segment, rest.slice(0, slash))) return undefined;
    rest = rest.slice(slash + 1);
  }
  if (last === '*') {
    const taken = unescape(rest);
    return taken === undefined ? undefined : { rest: taken };
  }
  return !rest.includes('/') && fits(last, rest) ? { rest: undefined } : undefined;
}
