import type { ChunkSource, Unsubscribe } from './chunkSource.ts';
import type { StreamedCall, StreamListener } from './streamedCall.ts';
import { StreamReader } from './streamReader.ts';

interface Options<Event> {
  readonly chunks: ChunkSource;
  readonly call: StreamedCall<Event>;
  readonly listener: StreamListener<Event>;
  readonly signal: AbortSignal;
}

/**
 * Makes a call and tells its events as they come. Resolves at the last event, or when `signal` is aborted.
 * @returns false where nothing could be streamed and no event came: it may be asked for in another way
 */
export function streamAnswer<Event>({ chunks, call, listener, signal }: Options<Event>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const reader = new StreamReader(call, listener);
    const connection: { close: Unsubscribe | undefined; settled: boolean } = { close: undefined, settled: false };
    const settle = (how: () => void): void => {
      if (connection.settled) return;
      connection.settled = true;
      signal.removeEventListener('abort', aborted);
      connection.close?.();
      how();
    };
    const aborted = (): void => settle(() => resolve(true));
    /** Takes what came; `undefined` = there is more to come. */
    const take = (step: () => boolean | undefined): void => {
      if (connection.settled) return;
      try {
        const streamed = step();
        if (streamed !== undefined) settle(() => resolve(streamed));
      } catch (error) {
        settle(() => reject(error instanceof Error ? error : new Error(String(error))));
      }
    };

    signal.addEventListener('abort', aborted, { once: true });
    const close = chunks(call.order, {
      next: (chunk) =>
        take(() => {
          reader.push(chunk);
          return reader.ended ? true : undefined;
        }),
      error: () => take(() => reader.close()),
      complete: () => take(() => reader.close()),
    });
    // It may have ended before the way to end it was known.
    if (connection.settled) close?.();
    else if (close) connection.close = close;
    else settle(() => resolve(false));
  });
}
