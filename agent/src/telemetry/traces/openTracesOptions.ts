import type { Clock } from '../../engine/index.ts';
import type { LossReportOptions } from './lossReport.ts';
import type { TraceSampling } from './traceSampler.ts';
import type { TraceUpstream } from './tracing.ts';

/** How many spans are sent at once, and when. */
export interface TraceBatch {
  readonly queueSize: number;
  readonly size: number;
  readonly delayMs: number;
  readonly timeoutMs: number;
}

/** How traces are made and sent. */
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
