import type { EngineEvent, EngineListener, RequestRecord } from '../../agent/src/engine/index.ts';
import { until } from './until.ts';

/** Listens to an engine and keeps what it said. */
export class EngineBook {
  readonly events: EngineEvent[] = [];

  readonly listen: EngineListener = (event) => void this.events.push(event);

  get records(): RequestRecord[] {
    return this.events.flatMap((event) => (event.type === 'request-ended' ? [event.record] : []));
  }

  /** Waits before retries, in ms of the agent's clock. */
  get waits(): number[] {
    return this.events.flatMap((event) => (event.type === 'wait' ? [event.ms] : []));
  }

  /** The nth request that ended; books close a moment after the client has its last byte. */
  ended(count: number): Promise<RequestRecord> {
    return until(`${count} requests to end`, () => this.records[count - 1]);
  }
}
