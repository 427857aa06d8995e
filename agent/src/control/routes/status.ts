import { getHealth, getStatus } from '@understudy/contract';
import { EndpointRouter } from '../http/endpointRouter.ts';
import { readHealth, type HealthReadPorts } from '../reading/readHealth.ts';
import { readStatus } from '../reading/readStatus.ts';

/** `status` and `health`: how things stand now. */
export function statusRoutes(ports: HealthReadPorts): EndpointRouter {
  return new EndpointRouter()
    .on(getStatus, async ({ query }) => ({ body: await readStatus(ports, query) }))
    .on(getHealth, async () => ({ body: await readHealth(ports) }));
}
