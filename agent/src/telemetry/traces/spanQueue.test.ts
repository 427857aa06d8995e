import { describe, expect, it } from '@jest/globals';
import { ExportResultCode, type ExportResult } from '@opentelemetry/core';
import { TracerProvider, type ReadableSpan, type SpanExporter } from '@opentelemetry/sdk-trace';
import { LossReport } from './lossReport.ts';
import { SpanQueue } from './spanQueue.ts';

type Done = (result: ExportResult) => void;

/** An exporter that is answered by hand. */
class HeldExporter implements SpanExporter {
  readonly batches: { readonly spans: readonly ReadableSpan[]; readonly done: Done }[] = [];

  export(spans: ReadableSpan[], done: Done): void {
    this.batches.push({ spans, done });
  }

  shutdown(): Promise<void> {
    return Promise.resolve();
  }
}

function setUp(maxQueueSize: number, maxExportBatchSize = maxQueueSize) {
  const exporter = new HeldExporter();
  const lost: [number, string][] = [];
  const queue = new SpanQueue({
    exporter,
    maxQueueSize,
    maxExportBatchSize,
    scheduledDelayMillis: 60_000,
    // The SDK waits so long for an answer that never comes, also when its test is over.
    exportTimeoutMillis: 200,
    onLost: (count, reason) => lost.push([count, reason]),
  });
  const tracer = new TracerProvider({ spanProcessors: [queue] }).getTracer('test');
  const end = (spans: number): void => {
    for (let n = 0; n < spans; n++) tracer.startSpan('s').end();
  };
  return { exporter, lost, queue, end };
}

const refused = Object.assign(new Error('connect ECONNREFUSED http://user:canary@collector'), { code: 'ECONNREFUSED' });

describe('the queue of spans', () => {
  it('counts spans that a full queue has no place for', () => {
    const { end, lost, exporter } = setUp(3, 3);
    end(3);
    expect(exporter.batches).toHaveLength(1);
    end(5);
    expect(lost).toEqual([
      [1, 'the queue is full'],
      [1, 'the queue is full'],
    ]);
  });

  it('counts a batch that could not be sent, without a word of the address', () => {
    const { end, lost, exporter } = setUp(2);
    end(2);
    exporter.batches[0]?.done({ code: ExportResultCode.FAILED, error: refused });
    expect(lost).toEqual([[2, 'ECONNREFUSED']]);
  });

  it('loses nothing that was taken', async () => {
    const { end, lost, queue, exporter } = setUp(2);
    end(1);
    const closed = queue.close(60_000);
    await Promise.resolve();
    await Promise.resolve();
    exporter.batches[0]?.done({ code: ExportResultCode.SUCCESS });
    await closed;
    expect(lost).toEqual([]);
    expect(exporter.batches[0]?.spans).toHaveLength(1);
  });

  it('ends in time where the collector is silent, and counts what is left', async () => {
    const { end, lost, queue } = setUp(10, 2);
    end(5);
    await queue.close(1);
    expect(lost).toEqual([[5, 'the agent ended']]);
  });
});

describe('the report of lost spans', () => {
  it('counts every loss and tells of them once a minute, all together', () => {
    let now = 0;
    const told: object[] = [];
    let counted = 0;
    const report = new LossReport({
      clock: { now: () => now },
      onLost: (count) => (counted += count),
      tell: (fields) => told.push(fields),
    });
    report.note(2, '503');
    report.note(3, '503');
    now = 60_000;
    report.note(1, 'ECONNREFUSED');
    expect(counted).toBe(6);
    expect(told).toEqual([
      { lost: 2, reason: '503' },
      { lost: 4, reason: 'ECONNREFUSED' },
    ]);
  });
});
