import type { Behaviour } from './behaviour.ts';
import { parseBehaviour } from './parseBehaviour.ts';
import { seededRandom } from './seededRandom.ts';

/** What follows a script's last behaviour: it again, the first again, or (default) the sim's default behaviour. */
export interface ScriptOptions {
  repeat?: 'last' | 'cycle';
}

/** Fails a share of the calls that no script speaks for. */
export interface FailureRule {
  /** 0 to 1. */
  rate: number;
  /** One of these, drawn with the same chance each; default a 500. */
  failures?: readonly Behaviour[];
  /** The same series of failures for the same seed; default 1. */
  seed?: number;
}

interface Script extends ScriptOptions {
  behaviours: readonly Behaviour[];
  played: number;
}

const SERVER_ERROR: Behaviour = { kind: 'error', error: 'server_error' };

/** Decides the behaviour of each call: header, then the model's script, then the failure rule, then the default. */
export class ScriptBook {
  #scripts = new Map<string, Script>();
  #default: Behaviour = { kind: 'ok' };
  #failure: (() => Behaviour | undefined) | undefined;

  setDefault(behaviour: Behaviour): void {
    this.#default = behaviour;
  }

  setScript(model: string, behaviours: readonly Behaviour[], options: ScriptOptions): void {
    this.#scripts.set(model, { behaviours, played: 0, ...options });
  }

  setFailures(rule: FailureRule | undefined): void {
    if (rule === undefined) {
      this.#failure = undefined;
      return;
    }
    const random = seededRandom(rule.seed ?? 1);
    const failures = rule.failures ?? [SERVER_ERROR];
    this.#failure = () => {
      if (random() >= rule.rate) return undefined;
      return failures[Math.floor(random() * failures.length)] ?? SERVER_ERROR;
    };
  }

  /** Forgets scripts and failures; keeps the default. */
  clear(): void {
    this.#scripts.clear();
    this.#failure = undefined;
  }

  /** The behaviour that a script still holds for a model. */
  scripted(model: string): Behaviour | undefined {
    const script = this.#scripts.get(model);
    if (script === undefined) return undefined;
    const { behaviours, repeat } = script;
    const index = script.played++;
    if (index < behaviours.length) return behaviours[index];
    if (repeat === 'last') return behaviours.at(-1);
    return repeat === 'cycle' ? behaviours[index % behaviours.length] : undefined;
  }

  /** The behaviour of the next call of a model. */
  next(model: string, header: string | undefined): Behaviour {
    if (header !== undefined) return parseBehaviour(JSON.parse(header));
    return this.scripted(model) ?? this.#failure?.() ?? this.#default;
  }

  /** The models that have a script. */
  models(): string[] {
    return [...this.#scripts.keys()];
  }

  /** The wait of the default, where every call gets a plain answer; undefined where behaviours differ. */
  plainLatency(): number | undefined {
    if (this.#scripts.size > 0 || this.#failure !== undefined || this.#default.kind !== 'ok') return undefined;
    const { kind: _, latencyMs = 0, ...settings } = this.#default;
    return Object.keys(settings).length === 0 ? latencyMs : undefined;
  }
}
