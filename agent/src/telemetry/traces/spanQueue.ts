import { TraceFlags } from '@opentelemetry/api';
import { ExportResultCode } from '@opentelemetry/core';
import { BatchSpanProcessor, type ReadableSpan, type SpanExporter, type SpanProcessor } from '@opentelemetry/sdk-trace';

/** How many spans wait, and how they are sent. */
export interface SpanQueueOptions {
  readonly exporter: SpanExporter;
  /** Spans that wait for a slow collector; further ones are lost. */
  readonly maxQueueSize: number;
  readonly maxExportBatchSize: number;
  /** Milliseconds between two exports. */
  readonly scheduledDelayMillis: number;
  /** Milliseconds after which an export counts as failed. */
  readonly exportTimeoutMillis: number;
  /** Told of spans that were lost; `reason` holds no address and no header. */
  readonly onLost: (count: number, reason: string) => void;
}

/** An error's own name for what went wrong: its text may hold an address. */
function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown error';
  if ('code' in error && (typeof error.code === 'string' || typeof error.code === 'number')) return String(error.code);
  return error instanceof Error ? error.name : 'unknown error';
}

/** The SDK's batches, with every span that is lost on the way counted: the SDK's own only says so to its own log. */
export class SpanQueue implements SpanProcessor {
  readonly #batches: BatchSpanProcessor;
  readonly #options: SpanQueueOptions;
  #waiting = 0;
  #underWay = 0;

  constructor(options: SpanQueueOptions) {
    this.#options = options;
    const { maxQueueSize, maxExportBatchSize, scheduledDelayMillis, exportTimeoutMillis } = options;
    const exporter = this.#counted(options.exporter);
    this.#batches = new BatchSpanProcessor({
      exporter,
      maxQueueSize,
      maxExportBatchSize,
      scheduledDelayMillis,
      exportTimeoutMillis,
    });
  }

  onStart(): void {
    // Nothing is known of a span before its end.
  }

  onEnd(span: ReadableSpan): void {
    if ((span.spanContext().traceFlags & TraceFlags.SAMPLED) === 0) return;
    if (this.#waiting >= this.#options.maxQueueSize) {
      this.#options.onLost(1, 'the queue is full');
      return;
    }
    this.#waiting++;
    this.#batches.onEnd(span);
  }

  forceFlush(): Promise<void> {
    return this.#batches.forceFlush();
  }

  shutdown(): Promise<void> {
    return this.#batches.shutdown();
  }

  /** Sends what waits, for at most this many milliseconds. What is left then is lost. Never rejects. */
  async close(withinMs: number): Promise<void> {
    const timer = new AbortController();
    const late = new Promise<void>((resolve) => {
      const running = setTimeout(resolve, withinMs);
      timer.signal.addEventListener('abort', () => clearTimeout(running), { once: true });
    });
    // A failed export was counted where it failed.
    await Promise.race([this.shutdown().catch(() => undefined), late]);
    timer.abort();
    const left = this.#waiting + this.#underWay;
    if (left > 0) this.#options.onLost(left, 'the agent ended');
  }

  #counted(exporter: SpanExporter): SpanExporter {
    return {
      export: (spans, done) => {
        this.#waiting -= spans.length;
        this.#underWay += spans.length;
        exporter.export(spans, (result) => {
          this.#underWay -= spans.length;
          if (result.code !== ExportResultCode.SUCCESS) this.#options.onLost(spans.length, reasonOf(result.error));
          done(result);
        });
      },
      forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
      shutdown: () => exporter.shutdown(),
    };
  }
}
