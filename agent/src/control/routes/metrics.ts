import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Router } from 'express';

const compress = promisify(gzip);

/** Bodies below this are sent as they are: gzip would cost more than it saves. */
const GZIP_FROM_BYTES = 1_024;

export interface MetricsPorts {
  /** The exposition and its content type; cached and built in slices by whoever gives it. */
  readonly metrics: () => Promise<{ text: string; contentType: string }>;
}

/** `/metrics` in Prometheus' text format, gzipped where the scraper takes it. */
export function metricsRoutes(ports: MetricsPorts): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get('/metrics', async (request, response) => {
    const { text, contentType } = await ports.metrics();
    const plain = Buffer.from(text);
    response.setHeader('content-type', contentType);
    response.setHeader('vary', 'accept-encoding');
    if (plain.length < GZIP_FROM_BYTES || request.acceptsEncodings('gzip') === false) {
      response.end(plain);
      return;
    }
    response.setHeader('content-encoding', 'gzip');
    response.end(await compress(plain));
  });
  return router;
}
