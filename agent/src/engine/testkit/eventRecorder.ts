import type { AttemptRecord, EngineEvent, HopRecord, RequestRecord } from '../events.ts';

type Of<T extends EngineEvent['type']> = Extract<EngineEvent, { type: T }>;

/** Remembers every event of an engine. */
export class EventRecorder {
  readonly events: EngineEvent[] = [];
  readonly listen = (event: EngineEvent): void => void this.events.push(event);

  of<T extends EngineEvent['type']>(type: T): Of<T>[] {
    return this.events.filter((event): event is Of<T> => event.type === type);
  }

  get attempts(): AttemptRecord[] {
    return this.of('attempt-ended').map(({ attempt }) => attempt);
  }

  get hops(): HopRecord[] {
    return this.of('hop').map(({ hop }) => hop);
  }

  get records(): RequestRecord[] {
    return this.of('request-ended').map(({ record }) => record);
  }

  /** Milliseconds of each wait that was announced. */
  get waits(): number[] {
    return this.of('wait').map(({ ms }) => ms);
  }

  /** Moves of breakers as `from→to`. */
  get moves(): string[] {
    return this.of('circuit-moved').map(({ from, to }) => `${from}→${to}`);
  }
}
