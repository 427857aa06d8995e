import { randomUUID } from 'node:crypto';
import express, { type Express } from 'express';
import helmet, { type HelmetOptions } from 'helmet';
import type { Api } from './apiRouter.ts';
import { hostGuard } from './http/hostGuard.ts';
import { ProblemError, problemHandler } from './http/problem.ts';
import { originFormOnly } from './http/requestTarget.ts';
import { docsRoutes } from './routes/docs.ts';
import { healthRoutes, type HealthPorts } from './routes/health.ts';
import { metricsRoutes, type MetricsPorts } from './routes/metrics.ts';
import { runbookRoutes } from './routes/runbooks.ts';

/** What the control plane is made of; the app is a function of it and needs no port. */
export interface ControlPorts extends HealthPorts, MetricsPorts {
  /** True while no tokens are configured: loopback `Host` only and no browser. */
  readonly unauthenticated: () => boolean;
  /** `/api/v1`, from `apiRouter`. */
  readonly api: Api;
  /** Of the agent; the API's document names it. */
  readonly version: string;
  /** Hears of mistakes of ours; the caller only gets "internal error". */
  readonly onBug: (error: unknown) => void;
}

/** Nothing is loaded from elsewhere, nothing is framed. No HSTS and no upgrade to https: the agent speaks plain http. */
const HELMET: HelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      scriptSrc: ["'self'"],
      imgSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  frameguard: { action: 'deny' },
  strictTransportSecurity: false,
};

/** The control plane's Express app. Paths are matched case-sensitively and exactly, as Grafana's proxy does. */
export function controlApp(ports: ControlPorts): Express {
  const app = express();
  app.enable('case sensitive routing');
  app.enable('strict routing');
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.use((_request, response, next) => {
    response.setHeader('x-request-id', randomUUID());
    next();
  });
  app.use(helmet(HELMET));
  app.use(originFormOnly);
  app.use(healthRoutes(ports));
  // Before the guard: alerts link to them from Grafana, Alertmanager or a pager, and they say nothing of this agent.
  app.use(runbookRoutes());
  app.use(hostGuard(ports.unauthenticated));
  app.use(metricsRoutes(ports));
  app.use(docsRoutes(ports.api.endpoints, ports.version));
  app.use('/api/v1', ports.api.router);
  app.use((_request, _response, next) => {
    next(
      new ProblemError(404, 'there is nothing at this path', {
        code: 'not_found',
        fix: 'GET /docs shows what there is',
      }),
    );
  });
  app.use(problemHandler(ports.onBug));
  return app;
}
