import { DRILL_MESSAGE, type Drill, type DrillEvent, type DrillRequest } from '@understudy/contract';
import type { Snapshot } from '../../engine/index.ts';
import { documentOf, FakeClock, ScriptedCaller, snapshotOf, StubEstimator } from '../../engine/testkit/index.ts';
import type { DocumentParts, Script } from '../../engine/testkit/index.ts';
import type { DrillProof, DrillStore } from '../../store/index.ts';
import type { DrillRefusal } from '../refusal.ts';
import { Drills, type DrillStart } from '../drills.ts';

/** A history in memory. */
class MemoryDrillStore implements DrillStore {
  readonly drills: Drill[] = [];
  readonly proofs = new Map<string, DrillProof>();
  lastNumber = 0;

  add(drill: Drill, proof: DrillProof | null): Promise<void> {
    this.drills.unshift(drill);
    if (proof !== null) this.proofs.set(proof.model, proof);
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** How drills under test differ from the default: models `a`, `b`, `c` in a chain, every call answered. */
export interface DrillParts extends DocumentParts {
  readonly script?: Script | ((clock: FakeClock) => Script);
  readonly keyless?: readonly string[];
}

const TRAITS = { needs: new Set<never>(), textBytes: 40, text: () => '', images: () => [] };

/** Drills whose clock, providers and history are played. */
export class DrillsUnderTest {
  readonly clock = new FakeClock();
  readonly store = new MemoryDrillStore();
  readonly caller: ScriptedCaller;
  readonly drills: Drills;
  readonly events: DrillEvent[] = [];
  /** The configuration in force. */
  parts: DrillParts;
  #snapshot: Snapshot;

  constructor(parts: DrillParts = {}) {
    this.parts = parts;
    this.#snapshot = snapshotOf(parts, parts.keyless);
    this.caller = new ScriptedCaller(
      this.clock,
      typeof parts.script === 'function' ? parts.script(this.clock) : parts.script,
    );
    this.drills = new Drills({
      caller: this.caller,
      estimator: new StubEstimator(),
      clock: this.clock,
      random: () => 0.5,
      readTraits: () => TRAITS,
      store: this.store,
      snapshot: () => this.#snapshot,
      document: () => documentOf(this.parts),
    });
  }

  /** Puts another configuration in force. */
  configure(parts: DrillParts): void {
    this.parts = parts;
    this.#snapshot = snapshotOf(parts, parts.keyless, 2);
  }

  /** Begins a drill of model `a`. */
  start(order: Partial<DrillRequest> = {}, by: Partial<DrillStart> = {}): ReturnType<Drills['start']> {
    return this.drills.start(orderOf(order), {
      author: 'alice',
      tell: (event) => void this.events.push(event),
      ...by,
    });
  }

  /** Runs a drill of model `a` to its end, moving the clock as far as that takes. */
  async run(order: Partial<DrillRequest> = {}): Promise<Drill> {
    const started = this.start(order);
    if ('refused' in started) throw new Error(`refused: ${started.refused.kind}`);
    return this.clock.drive(started.drill);
  }

  /** Why a drill is not begun. */
  refusal(order: Partial<DrillRequest> = {}): DrillRefusal {
    const started = this.start(order);
    if ('drill' in started) throw new Error('the drill began');
    return started.refused;
  }
}

/** A drill of model `a`: the primary hits a rate limit. */
function orderOf(order: Partial<DrillRequest> = {}): DrillRequest {
  return { model: 'a', failure: 'rate_limit', failSteps: 1, stream: false, message: DRILL_MESSAGE, ...order };
}
