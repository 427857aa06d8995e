import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readAll } from '../sim/readAll.ts';
import { until } from '../kit/until.ts';

type OtlpValue = {
  readonly stringValue?: string;
  readonly intValue?: number | string;
  readonly doubleValue?: number;
  readonly boolValue?: boolean;
  readonly arrayValue?: { readonly values: readonly OtlpValue[] };
};

interface OtlpAttribute {
  readonly key: string;
  readonly value: OtlpValue;
}

interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes?: readonly OtlpAttribute[];
  readonly events?: readonly {
    readonly name: string;
    readonly timeUnixNano: string;
    readonly attributes?: readonly OtlpAttribute[];
  }[];
  readonly status?: { readonly code?: number; readonly message?: string };
}

interface OtlpBody {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly OtlpAttribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[];
  }[];
}

export type Attributes = Readonly<Record<string, unknown>>;

/** OTLP's numbers. */
export const KIND = { server: 2, client: 3 } as const;
export const STATUS = { unset: 0, error: 2 } as const;

/** A span as it arrived. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly kind: number;
  readonly status: number;
  readonly attributes: Attributes;
  readonly events: readonly { readonly name: string; readonly attributes: Attributes }[];
  /** Milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number;
}

/** An export as it arrived. */
export interface Export {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

function valueOf({ arrayValue, stringValue, intValue, doubleValue, boolValue }: OtlpValue): unknown {
  if (arrayValue !== undefined) return arrayValue.values.map(valueOf);
  if (intValue !== undefined) return Number(intValue);
  return stringValue ?? doubleValue ?? boolValue;
}

function attributesOf(list: readonly OtlpAttribute[] = []): Attributes {
  return Object.fromEntries(list.map(({ key, value }) => [key, valueOf(value)]));
}

const ms = (nanos: string): number => Number(nanos) / 1e6;

function spanOf(span: OtlpSpan): ReceivedSpan {
  const { traceId, spanId, name, kind, parentSpanId = '' } = span;
  return {
    traceId,
    spanId,
    parentId: parentSpanId === '' ? null : parentSpanId,
    name,
    kind,
    status: span.status?.code ?? STATUS.unset,
    attributes: attributesOf(span.attributes),
    events: (span.events ?? []).map((event) => ({ name: event.name, attributes: attributesOf(event.attributes) })),
    startedAt: ms(span.startTimeUnixNano),
    endedAt: ms(span.endTimeUnixNano),
  };
}

/** What a collector does with an export. */
export type CollectorMood = 'takes' | 'refuses' | 'hangs';

/** A collector: takes OTLP over HTTP, and reads what comes as JSON. */
export class OtlpReceiver {
  readonly exports: Export[] = [];
  mood: CollectorMood = 'takes';
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const take = (body: Buffer): void => {
        this.exports.push({ path: request.url ?? '', headers: request.headers, body });
        if (this.mood === 'hangs') return;
        response.writeHead(this.mood === 'takes' ? 200 : 400, { 'content-type': 'application/json' }).end('{}');
      };
      // An agent that is killed leaves in the middle: what it sent of a batch is none.
      readAll(request).then(take, () => response.destroy());
    });
  }

  async listen(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  #bodies(): OtlpBody[] {
    const json = this.exports.filter(({ headers }) => headers['content-type'] === 'application/json');
    return json.map(({ body }) => JSON.parse(body.toString('utf8')) as OtlpBody);
  }

  /** Everything that arrived, as text. */
  get text(): string {
    return this.exports.map(({ body }) => body.toString('utf8')).join('\n');
  }

  get resource(): Attributes {
    return attributesOf(this.#bodies()[0]?.resourceSpans[0]?.resource.attributes);
  }

  get spans(): ReceivedSpan[] {
    return this.#bodies()
      .flatMap(({ resourceSpans }) => resourceSpans)
      .flatMap(({ scopeSpans }) => scopeSpans)
      .flatMap(({ spans }) => spans.map(spanOf));
  }

  /** A request's own span and its calls in order, once they have arrived. */
  async requestOf(id: string): Promise<{ root: ReceivedSpan; calls: ReceivedSpan[] }> {
    const root = await until(`the span of ${id}`, () =>
      this.spans.find(({ attributes }) => attributes['understudy.request_id'] === id),
    );
    const calls = this.spans
      .filter(({ parentId }) => parentId === root.spanId)
      .sort(
        (one, other) => Number(one.attributes['understudy.attempt']) - Number(other.attributes['understudy.attempt']),
      );
    return { root, calls };
  }

  reset(): void {
    this.exports.length = 0;
    this.mood = 'takes';
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
