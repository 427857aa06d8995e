import type { Registry } from 'prom-client';
import { metricName } from '@understudy/contract';
import type { Clock } from '../../engine/index.ts';
import { viewOf, type RegistryView } from '../series/registryViews.ts';
import { Slices } from '../slices.ts';
import { EXPOSITION_FORMATS, type ExpositionFormat } from './expositionFormat.ts';

/** Samples rendered before the time is looked at. */
const SAMPLES_PER_LOOK = 128;
/** Milliseconds that a scrape may hold the event loop at a stretch: requests and streams run on it. */
const SLICE_MS = 1;
/** Characters that are made into bytes at once: the text of a thousand models is megabytes, which takes too long in one go. */
const CHUNK = 64 * 1024;

/** How the exposition is built. */
export interface ExpositionOptions {
  readonly registry: Registry;
  readonly clock: Pick<Clock, 'now'>;
  /** Milliseconds for which a finished text is served again; default 1,000. */
  readonly cacheMs?: number;
  /** Default `prometheus`. */
  readonly format?: keyof typeof EXPOSITION_FORMATS;
  /** Lets the event loop run; default `setImmediate`. */
  readonly pause?: () => Promise<void>;
}

/**
 * The text that Prometheus scrapes. Built in slices that let the event loop run in between, shared by callers that come
 * while it is built, and served again for a second.
 */
export class Exposition {
  readonly #options: ExpositionOptions & { readonly cacheMs: number };
  readonly #format: ExpositionFormat;
  #current: { chunks: Promise<readonly Buffer[]>; until: number } | null = null;

  constructor(options: ExpositionOptions) {
    this.#options = { cacheMs: 1_000, ...options };
    this.#format = EXPOSITION_FORMATS[options.format ?? 'prometheus'];
  }

  get contentType(): string {
    return this.#format.contentType ?? this.#options.registry.contentType;
  }

  /** The text as one; of a large one `chunks` is what does not hold the event loop. */
  async text(): Promise<string> {
    return Buffer.concat(await this.chunks()).toString();
  }

  /** The text in bytes. */
  chunks(): Promise<readonly Buffer[]> {
    const { clock, cacheMs } = this.#options;
    if (this.#current !== null && clock.now() < this.#current.until) return this.#current.chunks;
    const current = { chunks: this.#build(), until: Infinity };
    this.#current = current;
    current.chunks.then(
      () => (current.until = clock.now() + cacheMs),
      // The caller gets the failure; the next scrape tries again.
      () => (current.until = 0),
    );
    return current.chunks;
  }

  async #build(): Promise<Buffer[]> {
    const { registry } = this.#options;
    const chunks: Buffer[] = [];
    const slices = new Slices({ ...this.#options, sliceMs: SLICE_MS });
    let text = '';
    for (const metric of registry.getMetricsAsArray()) {
      const view = viewOf(metric);
      if (view === null) text += this.#format.foreign(await registry.getSingleMetricAsString(metric.name));
      else {
        for (const part of this.#parts(view)) {
          text += part;
          if (text.length >= CHUNK) {
            chunks.push(Buffer.from(text));
            text = '';
          }
          await slices.breathe();
        }
      }
      text += this.#format.gap;
      await slices.breathe();
    }
    chunks.push(Buffer.from(text + this.#format.end));
    return chunks;
  }

  /** Some samples at a time. */
  *#parts({ family, source }: RegistryView): Generator<string> {
    const name = metricName(family);
    let part = this.#format.head(name, family.type, family.help);
    let rendered = 0;
    for (const sample of source.samples()) {
      part += this.#format.sample(name, sample);
      if (++rendered % SAMPLES_PER_LOOK !== 0) continue;
      yield part;
      part = '';
    }
    yield part;
  }
}
