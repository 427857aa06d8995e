import { json, Router } from 'express';
import type { EndpointRouter } from './http/endpointRouter.ts';
import { gate, type GatePorts } from './http/gate.ts';
import { ProblemError } from './http/problem.ts';
import type { RateLimits } from './http/rateLimits.ts';

/** Longest body of a control request: a document of 10,000 models is about 3 MB. */
const MAX_BODY = '8mb';

/** `/api/v1`: gate, body, resources, 404. */
export function apiRouter(ports: GatePorts, resources: readonly EndpointRouter[]): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.use(gate(ports));
  router.use(json({ limit: MAX_BODY, strict: false, type: ['application/json', 'application/*+json'] }));
  for (const resource of resources) router.use(resource.router);
  router.use((request, response, next) => {
    (response.locals['limits'] as RateLimits).read(request, response, (limited?: unknown) => {
      const said = new ProblemError(404, `there is nothing at ${request.method} ${request.originalUrl.slice(0, 200)}`, {
        code: 'not_found',
        fix: 'GET /openapi.json lists every operation',
      });
      next(limited ?? said);
    });
  });
  return router;
}
