import type { Registry } from 'prom-client';
import { metricName } from '@understudy/contract';
import type { Clock } from '../../engine/index.ts';
import { viewOf, type RegistryView } from '../series/registryViews.ts';
import { Slices } from '../slices.ts';
import { EXPOSITION_FORMATS, type ExpositionFormat } from './expositionFormat.ts';

/** Samples rendered before the time is looked at. */
const SAMPLES_PER_LOOK = 256;
/** Milliseconds that a scrape may hold the event loop at a stretch: requests and streams run on it. */
const SLICE_MS = 1;

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
  #current: { text: Promise<string>; until: number } | null = null;

  constructor(options: ExpositionOptions) {
    this.#options = { cacheMs: 1_000, ...options };
    this.#format = EXPOSITION_FORMATS[options.format ?? 'prometheus'];
  }

  get contentType(): string {
    return this.#format.contentType ?? this.#options.registry.contentType;
  }

  text(): Promise<string> {
    const { clock, cacheMs } = this.#options;
    if (this.#current !== null && clock.now() < this.#current.until) return this.#current.text;
    const current = { text: this.#build(), until: Infinity };
    this.#current = current;
    current.text.then(
      () => (current.until = clock.now() + cacheMs),
      // The caller gets the failure; the next scrape tries again.
      () => (current.until = 0),
    );
    return current.text;
  }

  async #build(): Promise<string> {
    const { registry } = this.#options;
    const parts: string[] = [];
    const slices = new Slices({ ...this.#options, sliceMs: SLICE_MS });
    for (const metric of registry.getMetricsAsArray()) {
      const view = viewOf(metric);
      if (view === null) parts.push(this.#format.foreign(await registry.getSingleMetricAsString(metric.name)));
      else await this.#render(view, parts, slices);
      parts.push(this.#format.gap);
      await slices.breathe();
    }
    parts.push(this.#format.end);
    return parts.join('');
  }

  async #render({ family, source }: RegistryView, parts: string[], slices: Slices): Promise<void> {
    const name = metricName(family);
    parts.push(this.#format.head(name, family.type, family.help));
    let rendered = 0;
    for (const sample of source.samples()) {
      parts.push(this.#format.sample(name, sample));
      if (++rendered % SAMPLES_PER_LOOK === 0) await slices.breathe();
    }
  }
}
