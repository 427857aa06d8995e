import { Router } from 'express';
import { ProblemError } from '../http/problem.ts';

export interface HealthPorts {
  /** Null = ready; otherwise why not, in a sentence. */
  readonly notReady: () => string | null;
}

/** `/healthz`: the process lives. `/readyz`: it serves; 503 while it starts or drains. Both without a token. */
export function healthRoutes(ports: HealthPorts): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', (_request, response, next) => {
    const why = ports.notReady();
    if (why === null) response.json({ status: 'ready' });
    else next(new ProblemError(503, why, { code: 'not_ready', fix: 'wait: it is starting or stopping' }));
  });
  return router;
}
