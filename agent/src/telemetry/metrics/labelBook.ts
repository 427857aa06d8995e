import { OTHER, labelValue, type FoldedLabel } from '@understudy/contract';
import type { CompiledChain, Step } from '../../engine/index.ts';
import type { SeriesCounter } from '../series/seriesMap.ts';

/** Labels of a target. */
export interface TargetLabels {
  readonly provider: string;
  readonly upstream_model: string;
}

interface ModelLabels {
  readonly model: string;
  /** Targets of the model's own chain and lists, by breaker key. */
  readonly targets: ReadonlySet<string>;
}

const OTHER_TARGET: TargetLabels = { provider: OTHER, upstream_model: OTHER };

/** The labels that a step's target has. */
export function targetLabels(step: Pick<Step, 'provider' | 'upstreamModel'>): TargetLabels {
  return { provider: labelValue(step.provider), upstream_model: labelValue(step.upstreamModel) };
}

/** All steps that a chain's own lists name. */
function stepsOf(chain: CompiledChain): readonly Step[] {
  return [...chain.steps, ...(chain.contextWindow ?? []), ...(chain.contentPolicy ?? [])];
}

/**
 * Turns what a request names into bounded label values. A model or target that the configuration doesn't hold becomes
 * `other`, always. Combinations that it holds only by parts (a client may send any list of fallbacks) become `other` once
 * there are as many series as the limit says; a configured chain never does.
 */
export class LabelBook {
  readonly #limit: number;
  readonly #series: SeriesCounter;
  readonly #folded: (label: FoldedLabel) => void;
  #models: ReadonlyMap<string, ModelLabels> = new Map();
  #modelLabels: ReadonlySet<string> = new Set();
  #targets: ReadonlyMap<string, TargetLabels> = new Map();

  constructor(limit: number, series: SeriesCounter, folded: (label: FoldedLabel) => void) {
    this.#limit = limit;
    this.#series = series;
    this.#folded = folded;
  }

  configure(chains: ReadonlyMap<string, CompiledChain>): void {
    const models = new Map<string, ModelLabels>();
    const targets = new Map<string, TargetLabels>();
    for (const [id, chain] of chains) {
      const steps = stepsOf(chain);
      for (const step of steps) targets.set(step.target, targetLabels(step));
      models.set(id, { model: labelValue(id), targets: new Set(steps.map((step) => step.target)) });
    }
    this.#models = models;
    this.#modelLabels = new Set([...models.values()].map(({ model }) => model));
    this.#targets = targets;
  }

  /** Targets in force. */
  targets(): Iterable<TargetLabels> {
    return this.#targets.values();
  }

  /** Labels of the models in force. */
  modelLabels(): ReadonlySet<string> {
    return this.#modelLabels;
  }

  knows(model: string): boolean {
    return this.#models.has(model);
  }

  model(id: string): string {
    const known = this.#models.get(id);
    if (known !== undefined) return known.model;
    this.#folded('model');
    return OTHER;
  }

  /** Labels of a target that a request for `model` called, or hopped from or to. */
  target(model: string, step: Step): TargetLabels {
    const labels = this.#targets.get(step.target);
    if (
      labels !== undefined &&
      (this.#series.total < this.#limit || this.#models.get(model)?.targets.has(step.target))
    ) {
      return labels;
    }
    this.#folded('target');
    return OTHER_TARGET;
  }
}
