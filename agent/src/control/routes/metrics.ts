import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { constants, createGzip } from 'node:zlib';
import { Router } from 'express';

/** Requests need the processor more than a scraper needs the last third of its bytes saved. */
const LEVEL = constants.Z_BEST_SPEED;
/** Bodies below this are sent as they are: gzip would cost more than it saves. */
const GZIP_FROM_BYTES = 1_024;

export interface MetricsPorts {
  /** The exposition in bytes, and its content type; cached and built in slices by whoever gives it. */
  readonly metrics: () => Promise<{ chunks: readonly Buffer[]; contentType: string }>;
}

function compressed(chunks: readonly Buffer[]): Promise<Buffer> {
  return buffer(Readable.from(chunks).pipe(createGzip({ level: LEVEL })));
}

/** `/metrics` in Prometheus' text format, gzipped where the scraper takes it. */
export function metricsRoutes(ports: MetricsPorts): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get('/metrics', async (request, response) => {
    const { chunks, contentType } = await ports.metrics();
    const bytes = chunks.reduce((sum, { length }) => sum + length, 0);
    response.setHeader('content-type', contentType);
    response.setHeader('vary', 'accept-encoding');
    if (bytes < GZIP_FROM_BYTES || request.acceptsEncodings('gzip') === false) {
      response.setHeader('content-length', bytes);
      // As fast as the scraper takes them.
      Readable.from(chunks).pipe(response);
      return;
    }
    response.setHeader('content-encoding', 'gzip');
    response.end(await compressed(chunks));
  });
  return router;
}
