import type { Registry } from 'prom-client';
import type { EngineListener } from '../engine/index.ts';
import type { RequestLogger, Tracing } from '../telemetry/index.ts';

/** What an application may hand to `createUnderstudy`. */
export interface UnderstudyOptions {
  /** Where `env:NAME` references are looked up; default `process.env`. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /**
   * Hears of each request (info; error where every model failed) and each fallback (warn): pino, `console` or the like.
   * Default: pino's JSON lines on standard error; `false`: nothing.
   */
  readonly logger?: RequestLogger | false;
  /** The application's prom-client registry, to show the metrics of both in one exposition; default: one of its own. */
  readonly registry?: Registry;
  /** Opens sealed keys; default: the variable UNDERSTUDY_MASTER_KEY of `env`. */
  readonly masterKey?: string;
  /** Hears of everything that the engine does, as it happens. */
  readonly onEvent?: EngineListener;
  /** Label `group` of the configuration's metrics; default `default`. */
  readonly group?: string;
  /** Makes spans of requests and calls: `await traceWith(tracer)`. Default: no spans. */
  readonly tracing?: Tracing;
}
