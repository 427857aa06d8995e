import type { Registry } from 'prom-client';
import { METRICS, OTHER, labelValue, type MetricFamily } from '@understudy/contract';
import type { ApiKind, AttemptRecord, RequestRecord } from '../../engine/index.ts';
import type { LabelBook } from '../metrics/labelBook.ts';
import { HistogramFamily } from '../series/histogramFamily.ts';
import { registerView } from '../series/registryViews.ts';
import type { SeriesCounter } from '../series/seriesMap.ts';
import { OPERATION_NAMES } from './operationName.ts';
import type { ProviderPlaces } from './providerPlace.ts';

/** Calls without a failure have no `error_type`: Prometheus takes an empty label for none. */
const NO_ERROR = '';

/** The `gen_ai_*` families: upstream calls by the names of OpenTelemetry's conventions. */
export class GenaiMetrics {
  readonly #places: ProviderPlaces;
  readonly #duration;
  readonly #firstChunk;
  readonly #tokens;

  constructor(registry: Registry, series: SeriesCounter, refused: () => void, places: ProviderPlaces) {
    const histogram = <L extends string>(family: MetricFamily<L>): HistogramFamily<L> => {
      const created = new HistogramFamily(family, series, refused);
      registerView(family, created, registry);
      return created;
    };
    this.#places = places;
    this.#duration = histogram(METRICS.genaiDuration);
    this.#firstChunk = histogram(METRICS.genaiFirstChunk);
    this.#tokens = histogram(METRICS.genaiTokens);
  }

  /** Books every call of a request that is over. */
  book(book: LabelBook, record: RequestRecord): void {
    const last = record.attempts.length - 1;
    for (const [index, attempt] of record.attempts.entries()) {
      const usage = attempt.usage ?? (index === last && record.served !== null ? record.usage : null);
      const labels = this.#labels(book, record.api, record.model, attempt);
      this.#duration.observe({ ...labels, error_type: errorType(attempt) }, attempt.durationMs / 1_000);
      if (attempt.firstContentMs !== null) this.#firstChunk.observe(labels, attempt.firstContentMs / 1_000);
      if (usage === null) continue;
      this.#tokens.observe({ ...labels, gen_ai_token_type: 'input' }, usage.input);
      this.#tokens.observe({ ...labels, gen_ai_token_type: 'output' }, usage.output);
    }
  }

  /** Removes the series of models that left the configuration. */
  keepOnly(models: ReadonlySet<string>): void {
    const gone = (labels: { readonly gen_ai_original_model: string }): boolean =>
      labels.gen_ai_original_model !== OTHER && !models.has(labels.gen_ai_original_model);
    this.#duration.removeWhere(gone);
    this.#firstChunk.removeWhere(gone);
    this.#tokens.removeWhere(gone);
  }

  #labels(book: LabelBook, api: ApiKind, requested: string, { step }: AttemptRecord) {
    const { provider, upstream_model } = book.target(requested, step);
    const place = provider === OTHER ? undefined : this.#places(step.provider);
    return {
      gen_ai_operation_name: OPERATION_NAMES[api],
      gen_ai_provider_name: place?.name ?? OTHER,
      gen_ai_request_model: upstream_model,
      gen_ai_original_model: book.model(requested),
      server_address: place === undefined ? OTHER : labelValue(place.address),
      server_port: place === undefined ? OTHER : String(place.port),
    };
  }
}

function errorType({ result }: AttemptRecord): string {
  return result === 'success' || result === 'cancelled' ? NO_ERROR : result;
}
