import { afterEach, describe, expect, it } from '@jest/globals';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { ConfigInput } from './readConfig.ts';
import { traceWith } from './traceWith.ts';
import { createUnderstudy, type Understudy } from './understudy.ts';
import { UnderstudyError } from './understudyError.ts';

const traceId = 'ab'.repeat(16);
const parentId = 'cd'.repeat(8);
const CONFIG: ConfigInput = {
  version: 1,
  // Nobody listens at the first port.
  providers: [{ id: 'away', dialect: 'openai', baseUrl: 'http://127.0.0.1:1/v1', location: 'local' }],
  models: [{ id: 'lead', provider: 'away', upstreamModel: 'lead-up' }],
  chains: [{ model: 'lead', fallbacks: [] }],
  policy: { preset: 'immediate' },
};

let understudy: Understudy | null = null;
afterEach(() => understudy?.close());

describe('traceWith', () => {
  it("makes spans with the application's tracer, below the span that called", async () => {
    const exporter = new InMemorySpanExporter();
    const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
    const tracing = await traceWith(provider.getTracer('app'));
    understudy = createUnderstudy(CONFIG, { tracing, logger: false });
    const asked = understudy.callWithFallback(
      'lead',
      { messages: [] },
      { traceparent: `00-${traceId}-${parentId}-01` },
    );
    await expect(asked).rejects.toThrow(UnderstudyError);
    await understudy.metrics();
    const [call, request] = exporter.getFinishedSpans();
    expect(request).toMatchObject({
      name: 'chat lead',
      kind: SpanKind.INTERNAL,
      parentSpanContext: { spanId: parentId },
    });
    expect(call).toMatchObject({ name: 'chat lead-up', kind: SpanKind.CLIENT, status: { code: SpanStatusCode.ERROR } });
    expect(call?.attributes).toMatchObject({ 'error.type': 'connection', 'server.port': 1 });
    expect(call?.spanContext().traceId).toBe(traceId);
  });
});
