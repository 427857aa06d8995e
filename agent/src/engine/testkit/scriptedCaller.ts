import type { CallOutcome } from '../outcome.ts';
import type { Call, StepCaller } from '../ports.ts';
import type { EngineRequest } from '../request.ts';
import type { Step } from '../step.ts';
import type { FakeClock } from './fakeClock.ts';
import { whole, type Scripted } from './outcomes.ts';

/** What calls of each model come to, in order; the last entry repeats. A model that is left out answers. */
export type Script = Readonly<Record<string, Scripted | readonly Scripted[]>>;

/** A call that was made, and when. */
export interface MadeCall extends Call {
  /** Clock ms. */
  readonly at: number;
}

/** Plays providers from a script and remembers who was called. */
export class ScriptedCaller implements StepCaller {
  readonly calls: MadeCall[] = [];
  /** Model ids that cannot carry any request, with the reason. */
  readonly unable = new Map<string, string>();
  readonly #clock: FakeClock;
  #script: Script;

  constructor(clock: FakeClock, script: Script = {}) {
    this.#clock = clock;
    this.#script = script;
  }

  /** Replaces the script; each model begins at its first entry again. */
  rewrite(script: Script): void {
    this.#script = script;
    this.calls.length = 0;
  }

  /** Models in the order of their calls. */
  get models(): readonly string[] {
    return this.calls.map(({ step }) => step.model);
  }

  async call(call: Call): Promise<CallOutcome> {
    const nth = this.calls.filter(({ step }) => step.model === call.step.model).length;
    this.calls.push({ ...call, at: this.#clock.now() });
    const entry = this.#entry(call.step.model, nth);
    return typeof entry === 'function' ? entry(call) : entry;
  }

  unsupported(_request: EngineRequest, step: Step): string | null {
    return this.unable.get(step.model) ?? null;
  }

  #entry(model: string, nth: number): Scripted {
    const entries = this.#script[model];
    if (entries === undefined) return whole();
    if (!isList(entries)) return entries;
    return entries[Math.min(nth, entries.length - 1)] ?? whole();
  }
}

function isList(entries: Scripted | readonly Scripted[]): entries is readonly Scripted[] {
  return Array.isArray(entries);
}
