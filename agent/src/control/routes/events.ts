import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { getEvent, listEvents } from '@understudy/contract';
import type { Request, Response } from 'express';
import { EndpointRouter } from '../http/endpointRouter.ts';
import { eventPage, eventsCsv, requestDetail, type EventsPort } from '../reading/eventQuery.ts';

function wantsCsv(request: Request): boolean {
  return request.accepts(['application/json', 'text/csv']) === 'text/csv';
}

/** Portions with a pause after each, so that 100,000 lines don't hold the event loop. */
async function* paused(portions: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const portion of portions) {
    yield portion;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function sendCsv(response: Response, portions: AsyncIterable<string>): Promise<void> {
  response.setHeader('content-type', 'text/csv; charset=utf-8');
  response.setHeader('content-disposition', 'attachment; filename="understudy-events.csv"');
  response.setHeader('cache-control', 'no-store');
  try {
    await pipeline(Readable.from(paused(portions)), response);
  } catch (error) {
    // The client left: there is nobody to tell.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

/** `events`: a page as JSON, or all that matches as CSV; one request with its calls. */
export function eventRoutes(events: EventsPort): EndpointRouter {
  return new EndpointRouter()
    .on(listEvents, async ({ query, request }) =>
      wantsCsv(request)
        ? { stream: (response) => sendCsv(response, eventsCsv(events, query)) }
        : { body: await eventPage(events, query), headers: { vary: 'accept' } },
    )
    .on(getEvent, async ({ id }) => ({ body: await requestDetail(events, id) }));
}
