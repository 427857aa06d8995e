import type { Endpoint } from '@understudy/contract';
import type { RequestHandler } from 'express';
import { scopeOf } from './callScope.ts';
import { expectOutcome } from './outcome.ts';
import { reasonOf } from './reason.ts';

const MAX_CHANGES = 20;
const MAX_TEXT = 500;

interface Written {
  readonly revision: number;
  readonly dryRun: boolean;
  readonly diff: readonly { readonly path: string }[];
}

/** The summary that every write of the configuration answers with; null for another one, such as a drill. */
function writtenOf(body: unknown): Written | null {
  if (typeof body !== 'object' || body === null || !('revision' in body) || !('diff' in body)) return null;
  return body as Written;
}

function pathsOf({ diff }: Written): string[] {
  const paths = diff.slice(0, MAX_CHANGES).map(({ path }) => path.slice(0, MAX_TEXT));
  return diff.length > MAX_CHANGES ? [...paths, `… and ${diff.length - MAX_CHANGES} more`] : paths;
}

function targetOf(params: Readonly<Record<string, string | string[]>>): string {
  return Object.values(params).flat().join('/').slice(0, 200);
}

/** Id of what a body creates; a token has a name instead. */
function idIn(body: unknown): string {
  const { id, name } = typeof body === 'object' && body !== null ? (body as { id?: unknown; name?: unknown }) : {};
  const target = id ?? name;
  return typeof target === 'string' ? target.slice(0, 200) : '';
}

/**
 * Notes the outcome of an operation that changes something: done or refused, once. A dry run changes nothing and is not
 * noted; a refused role is noted by the guard that refuses it.
 */
export function noteWrites(endpoint: Pick<Endpoint, 'operationId' | 'rate' | 'audited'>): RequestHandler {
  return (request, response, next) => {
    if (endpoint.rate !== 'read' && endpoint.audited !== false) {
      const { caller, audit, now } = scopeOf(response);
      // Read now: outside of the route Express has other parameters.
      const named = targetOf(request.params);
      expectOutcome(response, ({ status, detail, body }) => {
        const written = writtenOf(body);
        if (status === 403 || request.query['dryRun'] === 'true' || written?.dryRun === true) return;
        // What drills come to is noted by their own router, with what they force; it does not hear of the limit.
        if (endpoint.rate === 'drill' && status !== 429) return;
        audit({
          at: now(),
          author: caller.author,
          token: caller.token,
          role: caller.role,
          action: endpoint.operationId,
          target: named === '' ? idIn(request.body) : named,
          outcome: detail === undefined ? 'done' : 'refused',
          status,
          detail: (detail ?? reasonOf(request) ?? '').slice(0, MAX_TEXT),
          revision: written !== null && written.diff.length > 0 ? written.revision : null,
          changes: written === null ? [] : pathsOf(written),
        });
      });
    }
    next();
  };
}
