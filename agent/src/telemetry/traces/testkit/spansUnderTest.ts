import type { Attributes } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider, type ReadableSpan } from '@opentelemetry/sdk-trace';
import type {
  Call,
  CallOutcome,
  EngineRequest,
  RequestRecord,
  RequestTrace,
  StepCaller,
  TracedRequest,
} from '../../../engine/index.ts';
import { createTracing } from '../createTracing.ts';
import { traceSampler, type TraceSampling } from '../traceSampler.ts';
import type { TraceUpstream } from '../tracing.ts';

const CANCELLED: CallOutcome = { kind: 'cancelled', sent: false };
/** Epoch ms at which the clock under test stands at 0. */
const WALL_AT_ZERO = 1_700_000_000_000;

/** How spans under test are made. */
export interface SpansUnderTestOptions {
  readonly sampling?: TraceSampling;
  readonly upstream?: TraceUpstream;
  readonly local?: boolean;
}

/** Spans over an exporter that keeps them. */
export class SpansUnderTest {
  /** What went upstream. */
  readonly calls: Call[] = [];
  now = 0;
  readonly #exporter = new InMemorySpanExporter();
  readonly #tracing;
  readonly #caller: StepCaller;

  constructor({
    sampling = { name: 'parentbased_always_on', ratio: 1 },
    upstream = 'local',
    local = false,
  }: SpansUnderTestOptions = {}) {
    const provider = new TracerProvider({
      sampler: traceSampler(sampling),
      spanProcessors: [new SimpleSpanProcessor({ exporter: this.#exporter })],
    });
    this.#tracing = createTracing({
      tracer: provider.getTracer('test'),
      clock: { now: () => this.now, wall: () => WALL_AT_ZERO + this.now },
      kind: 'server',
      upstream,
      close: () => Promise.resolve(),
    });
    const made: StepCaller = {
      unsupported: () => 'only words',
      call: (call) => {
        this.calls.push(call);
        return Promise.resolve(CANCELLED);
      },
    };
    this.#caller = this.#tracing.wrap(made, () => ({
      name: 'openai',
      address: 'api.openai.com',
      port: 443,
      isLocal: local,
    }));
  }

  get caller(): StepCaller {
    return this.#caller;
  }

  begin(
    record: Pick<RequestRecord, 'id' | 'api' | 'model' | 'stream'>,
    incoming: RequestTrace | null = null,
    headers = {},
  ): RequestTrace | null {
    const { id, api, model, stream } = record;
    const request: TracedRequest = { id, api, model, stream, headers };
    return this.#tracing.traceOf(request, incoming);
  }

  /** A call of the engine. */
  call(request: EngineRequest, step: Call['step']): void {
    const call: Call = { request, step, deadlines: step.deadlines, cancel: request.cancel };
    void this.#caller.call(call);
  }

  end(record: RequestRecord): void {
    this.#tracing.listener({ type: 'request-ended', record });
  }

  /** Plays a request with everything that its record holds. @returns its trace and its spans, the request's own last */
  play(
    record: RequestRecord,
    request: EngineRequest,
    incoming: RequestTrace | null = null,
  ): { trace: RequestTrace | null; spans: readonly ReadableSpan[] } {
    const trace = this.begin(record, incoming);
    for (const { step, startedAt } of record.attempts) {
      this.now = startedAt;
      this.call(request, step);
    }
    this.end(record);
    return { trace, spans: this.spans };
  }

  get spans(): readonly ReadableSpan[] {
    return this.#exporter.getFinishedSpans();
  }
}

/** Attributes of these spans, for looking for what must not be there. */
export function attributesOf(spans: readonly ReadableSpan[]): readonly Attributes[] {
  return spans.flatMap((span) => [span.attributes, ...span.events.map(({ attributes }) => attributes ?? {})]);
}

/** Milliseconds of the clock under test. */
export function ms([seconds, nanos]: ReadableSpan['startTime']): number {
  return Math.round(seconds * 1_000 + nanos / 1e6 - WALL_AT_ZERO);
}
