import type { Clock } from '../../engine/index.ts';
import type { LossReportOptions } from './lossReport.ts';
import type { TraceSampling } from './traceSampler.ts';
import type { Tracing, TraceUpstream } from './tracing.ts';

/** How many spans are sent at once, and when. */
export interface TraceBatch {
  readonly queueSize: number;
  readonly size: number;
  readonly delayMs: number;
  readonly timeoutMs: number;
}

export interface OpenTracesOptions extends Omit<LossReportOptions, 'clock'> {
  readonly protocol: 'http/protobuf' | 'http/json';
  readonly sampling: TraceSampling;
  readonly batch: TraceBatch;
  readonly upstream: TraceUpstream;
  readonly version: string;
  readonly instance: string;
  readonly group: string;
  readonly clock: Pick<Clock, 'now' | 'wall'>;
}

/** Opens the export of traces. OpenTelemetry is loaded here and not before: an agent without traces never sees it. */
export async function openTraces(options: OpenTracesOptions): Promise<Tracing> {
  const { startTracing } = await import('./startTracing.ts');
  return startTracing(options);
}
