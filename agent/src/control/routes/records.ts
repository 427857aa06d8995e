import { postRecord } from '@understudy/contract';
import { EndpointRouter } from '../http/endpointRouter.ts';
import { bookRecord, type RecordPorts } from '../reading/recordBook.ts';

/** `records`: usage of calls that were made elsewhere. */
export function recordRoutes(ports: RecordPorts): EndpointRouter {
  return new EndpointRouter().on(postRecord, async ({ body }) => ({ body: await bookRecord(ports, body) }));
}
