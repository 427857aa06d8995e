import type { IncomingHttpHeaders } from 'node:http';

/** What a provider answered, whole. */
export interface SaidAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Decoded. */
  readonly body: Buffer;
}
