import type { Registry } from 'prom-client';
import { CIRCUIT_STATES, METRICS, labelValue, type MetricFamily } from '@understudy/contract';
import type { CompiledChain, Step } from '../../engine/index.ts';
import { GaugeFamily, type Reading } from '../series/gaugeFamily.ts';
import { registerView } from '../series/registryViews.ts';
import type { Inflight } from './inflight.ts';
import { targetLabels } from './labelBook.ts';
import type { LastPositions } from './lastPositions.ts';
import type { StateReaders } from './stateReaders.ts';

const TOKENS_PER_PRICE = 1_000_000;

/** What the gauges of chains, circuits and prices are read from. */
export interface StateSources {
  readonly chains: () => ReadonlyMap<string, CompiledChain>;
  readonly readers: StateReaders;
  readonly last: LastPositions;
  readonly inflight: Inflight;
}

/** Registers the gauges that are read at scrape time (observability.md, principle 6). */
export function registerStateGauges(registry: Registry, sources: StateSources): void {
  const gauge = <L extends string>(family: MetricFamily<L>, read: () => Iterable<Reading<L>>): void =>
    registerView(family, new GaugeFamily(read), registry);
  const { chains, readers, last, inflight } = sources;
  gauge(METRICS.circuitState, () => circuitStates(readers));
  gauge(METRICS.cooldownUntil, () => cooldowns(readers));
  gauge(METRICS.chainNext, () => positions(chains(), (chain) => readers.nextPosition(chain)));
  gauge(METRICS.chainLast, () => positions(chains(), (chain) => last.of(chain.model) ?? readers.nextPosition(chain)));
  gauge(METRICS.chainTarget, () => chainTargets(chains()));
  gauge(METRICS.drillProven, () => drillProofs(chains(), readers));
  gauge(METRICS.litellmLastSuccess, () => single(readers.litellm?.()?.lastSuccessAt, 1_000));
  gauge(METRICS.litellmDrift, () => single(readers.litellm?.()?.drift, 1));
  gauge(METRICS.storeConnected, () => storeConnected(readers));
  gauge(METRICS.price, () => prices(chains()));
  gauge(METRICS.inflight, () => inflightByModel(inflight));
}

function* circuitStates(readers: StateReaders): Generator<Reading<'provider' | 'upstream_model' | 'state'>> {
  for (const circuit of readers.circuits()) {
    const target = targetLabels(circuit);
    for (const state of CIRCUIT_STATES) yield [{ ...target, state }, state === circuit.state ? 1 : 0];
  }
}

function* cooldowns(readers: StateReaders): Generator<Reading<'provider' | 'upstream_model'>> {
  for (const circuit of readers.circuits()) yield [targetLabels(circuit), circuit.cooldownUntil / 1_000];
}

function* positions(
  chains: ReadonlyMap<string, CompiledChain>,
  positionOf: (chain: CompiledChain) => number,
): Generator<Reading<'model'>> {
  for (const [id, chain] of chains) yield [{ model: labelValue(id) }, positionOf(chain)];
}

/** One reading without labels, or none where it is unknown. */
function single(value: number | boolean | null | undefined, divisor: number): readonly Reading<never>[] {
  return value === null || value === undefined ? [] : [[{}, Number(value) / divisor]];
}

function storeConnected(readers: StateReaders): readonly Reading<'store'>[] {
  const store = readers.store?.();
  return store === undefined ? [] : [[{ store: store.kind }, store.outage === null ? 1 : 0]];
}

/** Proofs outlive the models that they are of; gauges do not. */
function* drillProofs(chains: ReadonlyMap<string, CompiledChain>, readers: StateReaders): Generator<Reading<'model'>> {
  for (const [model, at] of readers.drillProofs?.() ?? []) {
    if (chains.has(model)) yield [{ model: labelValue(model) }, at / 1_000];
  }
}

function* chainTargets(
  chains: ReadonlyMap<string, CompiledChain>,
): Generator<Reading<'model' | 'position' | 'provider' | 'upstream_model'>> {
  for (const [id, chain] of chains) {
    const reachable = chain.steps.slice(0, chain.policy.maxDepth + 1);
    for (const [position, step] of reachable.entries()) {
      yield [{ model: labelValue(id), position: String(position), ...targetLabels(step) }, 1];
    }
  }
}

function* prices(
  chains: ReadonlyMap<string, CompiledChain>,
): Generator<Reading<'provider' | 'upstream_model' | 'type'>> {
  for (const chain of chains.values()) {
    // Every model has a chain of its own that begins with it, so the primaries are the whole registry.
    const step = chain.steps[0];
    if (step !== undefined) yield* pricesOf(step);
  }
}

function* pricesOf(step: Step): Generator<Reading<'provider' | 'upstream_model' | 'type'>> {
  const { price } = step;
  if (price === null) return;
  const target = targetLabels(step);
  yield [{ ...target, type: 'input' }, price.input / TOKENS_PER_PRICE];
  yield [{ ...target, type: 'output' }, price.output / TOKENS_PER_PRICE];
  yield [{ ...target, type: 'cache_read' }, (price.cachedInput ?? price.input) / TOKENS_PER_PRICE];
  yield [{ ...target, type: 'cache_write' }, (price.cacheWrite ?? price.input) / TOKENS_PER_PRICE];
}

function* inflightByModel(inflight: Inflight): Generator<Reading<'model'>> {
  for (const [model, count] of inflight.counts()) yield [{ model }, count];
}
