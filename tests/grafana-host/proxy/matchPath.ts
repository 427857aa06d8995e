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
  let rest = path.replace(/^\//, '').replace(/\/$/, '');
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    if (isLast && segment === '*') {
      const taken = unescape(rest);
      return taken === undefined ? undefined : { rest: taken };
    }
    const slash = rest.indexOf('/');
    // A leaf meets the end of the path and a folder does not; anything else has no place in the tree.
    if (isLast !== (slash === -1)) return undefined;
    const here = unescape(isLast ? rest : rest.slice(0, slash));
    if (here === undefined || (segment !== '*' && segment !== here)) return undefined;
    rest = rest.slice(slash + 1);
  }
  return { rest: undefined };
}
