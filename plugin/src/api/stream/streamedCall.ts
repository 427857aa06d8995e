import type { ZodType } from 'zod';
import type { StreamOrder } from './chunkSource.ts';

/** What the answers of a streamed call look like, and what to say where they don't. */
export interface StreamedCall<Event> {
  readonly order: StreamOrder;
  readonly event: ZodType<Event>;
  /** Names of the events that this app knows; others are of a newer agent and passed over. */
  readonly known: ReadonlySet<string>;
  isLast(event: Event): boolean;
  /** The last event, from the answer that comes whole where nothing streams; undefined = it has another form. */
  lastOf(body: unknown): Event | undefined;
  /** Said where the agent answers in a form that this app does not know. */
  readonly unreadable: string;
  /** Said where the connection ends before the last event. */
  readonly brokenOff: string;
}

/** Hears of a streamed call while it runs. */
export interface StreamListener<Event> {
  onEvent(event: Event): void;
  /** What the answer's head says; also of a call that was refused. */
  onHead?(header: (name: string) => string | null): void;
  /** It runs, but what happens is told at its end only: nothing between here and the agent streams. */
  onUnstreamed(): void;
}
