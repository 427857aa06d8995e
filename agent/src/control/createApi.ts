import { apiRouter, type Api } from './apiRouter.ts';
import { ConfigEditor, type EditorPorts } from './config/configEditor.ts';
import type { Audit } from './http/audit.ts';
import { createRateLimits, type RateSettings } from './http/rateLimits.ts';
import type { TokenDirectory } from './http/tokenDirectory.ts';
import { chainRoutes, type ActiveStepOf } from './routes/chains.ts';
import { configRoutes } from './routes/config.ts';
import { drillRoutes, type DrillRoutePorts } from './routes/drills.ts';
import { policyRoutes } from './routes/policy.ts';

/** What the API reads and writes. */
export interface ApiPorts {
  readonly tokens: TokenDirectory;
  readonly rates?: RateSettings;
  readonly audit: Audit;
  readonly editor: Omit<EditorPorts, 'now'>;
  readonly activeStep: ActiveStepOf;
  readonly drills: DrillRoutePorts['drills'];
  /** ISO 8601, UTC. */
  readonly now: () => string;
}

/** `/api/v1` with every resource. */
export function createApi(ports: ApiPorts): Api {
  const editor = new ConfigEditor({ ...ports.editor, now: ports.now });
  const { tokens, audit, now } = ports;
  return apiRouter({ tokens, limits: createRateLimits(ports.rates), audit, now }, [
    configRoutes(editor),
    chainRoutes(editor, ports.activeStep),
    policyRoutes(editor),
    drillRoutes({ drills: ports.drills, audit, now }),
  ]);
}
