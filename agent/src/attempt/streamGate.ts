import {
  SseFramer,
  StreamReader,
  type SseDecision,
  type SseEvent,
  type SseJudge,
  type StreamApi,
} from '../dialects/index.ts';

/** Follows a stream from the provider: what may be handed on, when it commits, and what is wrong with it. */
export class StreamGate implements SseJudge {
  readonly reader: StreamReader;
  readonly #framer = new SseFramer();
  readonly #dropsUsage: boolean;
  #committed = false;
  #problem: 'bad' | 'error' | null = null;

  /** @param dropsUsage whether the event that carries usage alone is taken out, because the client did not ask for it */
  constructor(api: StreamApi, dropsUsage: boolean) {
    this.reader = new StreamReader(api);
    this.#dropsUsage = dropsUsage;
  }

  /** Content, reasoning text, a tool call or a refusal came. */
  get committed(): boolean {
    return this.#committed;
  }

  /** `bad`: an event cannot be read; nothing is handed on from it on. `error`: the provider reported an error in-band. */
  get problem(): 'bad' | 'error' | null {
    return this.#problem;
  }

  /** Bytes that wait for the end of their event. */
  get heldBytes(): number {
    return this.#framer.heldBytes;
  }

  /** Takes what came; answers what may be handed on, null = nothing yet. */
  push(chunk: Buffer): Buffer | null {
    return this.#framer.push(chunk, this);
  }

  /** Nothing more comes; answers what was held back and is whole. */
  finish(): Buffer | null {
    const hadProblem = this.#problem !== null;
    const rest = this.#framer.finish(this);
    // Half an event at the end is the mark of a cut, not of a provider that writes nonsense.
    if (!hadProblem && this.#problem === 'bad') this.#problem = null;
    return rest;
  }

  event(event: SseEvent): SseDecision {
    const sign = this.reader.read(event);
    switch (sign) {
      case 'content':
        this.#committed = true;
        return 'keep';
      case 'usage':
        return this.#dropsUsage ? 'drop' : 'keep';
      case 'bad':
        this.#problem ??= 'bad';
        return 'stop';
      case 'error':
        this.#problem ??= 'error';
        // After commit the client is told in the provider's own words.
        return this.#committed ? 'keep' : 'stop';
      case 'quiet':
        return 'keep';
    }
  }
}
