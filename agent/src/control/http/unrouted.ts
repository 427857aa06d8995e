import type { Endpoint } from '@understudy/contract';
import type { RequestHandler } from 'express';
import { scopeOf } from './callScope.ts';
import { ProblemError } from './problem.ts';

/** Paths of endpoints as regular expressions, and the methods that each has. */
export class PathMethods {
  readonly #paths = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>();

  constructor(endpoints: readonly Pick<Endpoint, 'path' | 'method'>[]) {
    for (const { path, method } of endpoints) {
      const entry = this.#paths.get(path) ?? { pattern: patternOf(path), methods: new Set<string>() };
      entry.methods.add(method.toUpperCase());
      if (method === 'get') entry.methods.add('HEAD');
      this.#paths.set(path, entry);
    }
  }

  /** `GET, HEAD, PUT` for a path; null = there is no such path. */
  allow(path: string): string | null {
    const methods = [...this.#paths.values()].flatMap((entry) => (entry.pattern.test(path) ? [...entry.methods] : []));
    return methods.length === 0 ? null : [...new Set(methods), 'OPTIONS'].sort().join(', ');
  }
}

function patternOf(path: string): RegExp {
  const source = path
    .split(/(\{\w+\})/)
    .map((part) => {
      if (!part.startsWith('{')) return part.replaceAll(/[^\w/-]/g, String.raw`\$&`);
      return part === '{id}' || part === '{model}' ? '.+' : '[^/]+';
    })
    .join('');
  return new RegExp(`^${source}$`);
}

/** Answers what no endpoint does: OPTIONS, 405 with `Allow`, 404. Counts as a read. It says what the API has, never what exists. */
export function unrouted(methods: PathMethods): RequestHandler {
  return (request, response, next) => {
    scopeOf(response).limits.read(request, response, (failed?: unknown) => {
      if (failed !== undefined) {
        next(failed);
        return;
      }
      const { method } = request;
      const path = `${request.baseUrl}${request.path}`.slice(0, 200);
      const allow = methods.allow(request.path);
      if (allow === null) {
        const fix = 'GET /openapi.json lists every operation; paths are exact, also in case and slashes';
        next(new ProblemError(404, `there is nothing at ${path}`, { code: 'not_found', fix }));
      } else if (method === 'OPTIONS') {
        response.setHeader('allow', allow);
        response.status(204).end();
      } else {
        const detail = `${path} cannot be called with ${method}`;
        next(new ProblemError(405, detail, { code: 'method_not_allowed', fix: `use one of ${allow}` }, { allow }));
      }
    });
  };
}
