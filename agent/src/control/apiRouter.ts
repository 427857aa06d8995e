import type { Endpoint } from '@understudy/contract';
import { Router } from 'express';
import type { EndpointRouter } from './http/endpointRouter.ts';
import { gate, type GatePorts } from './http/gate.ts';
import { isOddPath } from './http/requestTarget.ts';
import { PathMethods, unrouted } from './http/unrouted.ts';

/** The API as the control plane mounts it. */
export interface Api {
  readonly router: Router;
  /** What it serves; OpenAPI and the docs are made of it. */
  readonly endpoints: readonly Endpoint[];
}

/** `/api/v1`: gate, resources, 405 and 404. */
export function apiRouter(ports: GatePorts, resources: readonly EndpointRouter[]): Api {
  const router = Router({ caseSensitive: true, strict: true });
  const endpoints = resources.flatMap((resource) => resource.endpoints);
  const nothing = unrouted(new PathMethods([]));
  const otherwise = unrouted(new PathMethods(endpoints));
  router.use(gate(ports));
  router.use((request, response, next) => {
    if (isOddPath(request.path)) nothing(request, response, next);
    else if (request.method === 'OPTIONS') otherwise(request, response, next);
    else next();
  });
  for (const resource of resources) router.use(resource.router);
  router.use(otherwise);
  return { router, endpoints };
}
