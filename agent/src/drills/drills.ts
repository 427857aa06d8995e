import { randomUUID } from 'node:crypto';
import type { ConfigDocument, Drill, DrillEvent, DrillRequest, LastProven } from '@understudy/contract';
import { Cancel, type Snapshot } from '../engine/index.ts';
import type { DrillStore } from '../store/index.ts';
import { chainHash } from './chainHash.ts';
import { refusalOf, type DrillRefusal } from './refusal.ts';
import { runDrill, type DrillPorts } from './runDrill.ts';

/** Hears of drills that are over: metrics, events. Must not throw. */
export type DrillListener = (drill: Drill) => void;

export interface DrillsOptions extends DrillPorts {
  readonly store: DrillStore;
  /** The configuration in force. */
  readonly snapshot: () => Snapshot;
  /** The document in force. */
  readonly document: () => ConfigDocument;
}

/** Who drills, and who wants to hear of it. */
export interface DrillStart {
  readonly author: string;
  readonly scheduled?: boolean;
  /** Called off when whoever asked does not want it any more. */
  readonly cancel?: Cancel;
  /** Hears what happens as it does; the last event comes when the drill is in the history. Must not throw. */
  readonly tell?: (event: DrillEvent) => void;
}

/** A page of the history. */
export interface DrillPage {
  readonly items: Drill[];
  readonly total: number;
  readonly next: string | null;
}

const PAGE = 100;
/** Drills at a time; each waits most of its time, but holds a connection to its provider while it does not. */
const LIMIT = 10;

/** The texts of a drill are for whoever ran it: the history keeps none. */
function withoutTexts(drill: Drill): Drill {
  const { answer, error } = drill;
  return {
    ...drill,
    answer: answer === null ? null : { ...answer, text: null },
    error: error === null ? null : { ...error, body: null },
  };
}

/** Runs drills, one a chain at a time, and remembers what they proved. */
export class Drills {
  readonly #options: DrillsOptions;
  readonly #running = new Map<string, { readonly cancel: Cancel; readonly ended: Promise<unknown> }>();
  readonly #listeners: DrillListener[] = [];
  #lastNumber: number;
  #closed = false;

  constructor(options: DrillsOptions) {
    this.#options = options;
    this.#lastNumber = options.store.lastNumber;
  }

  listen(listener: DrillListener): void {
    this.#listeners.push(listener);
  }

  /** Begins a drill, or says why not. The promise rejects by a bug only. */
  start(order: DrillRequest, by: DrillStart): { readonly drill: Promise<Drill> } | { readonly refused: DrillRefusal } {
    const snapshot = this.#options.snapshot();
    const refused = refusalOf(order, this.#options.document(), snapshot) ?? this.#refusalNow(order.model);
    if (refused !== null) return { refused };
    const cancel = by.cancel ?? new Cancel();
    const drill = this.#run(order, snapshot, cancel, by).finally(() => this.#running.delete(order.model));
    this.#running.set(order.model, { cancel, ended: drill.catch(() => undefined) });
    return { drill };
  }

  #refusalNow(model: string): DrillRefusal | null {
    if (this.#closed) return { kind: 'closed' };
    if (this.#running.has(model)) return { kind: 'running' };
    return this.#running.size >= LIMIT ? { kind: 'busy', limit: LIMIT } : null;
  }

  async #run(order: DrillRequest, snapshot: Snapshot, cancel: Cancel, by: DrillStart): Promise<Drill> {
    const tell = by.tell ?? ((): void => undefined);
    // Nothing is told before whoever asked knows that the drill began.
    await Promise.resolve();
    const drill = await runDrill(this.#options, {
      id: `drill_${randomUUID()}`,
      number: ++this.#lastNumber,
      order,
      author: by.author,
      scheduled: by.scheduled ?? false,
      snapshot,
      cancel,
      tell,
    });
    const chain = snapshot.chains.get(order.model);
    const { model, failure: trigger, at } = drill;
    const proof = drill.proved && chain !== undefined ? { model, trigger, at, chainHash: chainHash(chain) } : null;
    await this.#options.store.add(withoutTexts(drill), proof);
    for (const listener of this.#listeners) listener(drill);
    tell({ type: drill.outcome === 'answered' ? 'answer' : 'exhausted', drill });
    return drill;
  }

  /** When the chain of a model was last proven; null = never. */
  lastProven(model: string): LastProven | null {
    const proof = this.#options.store.proofs.get(model);
    if (proof === undefined) return null;
    const chain = this.#options.snapshot().chains.get(model);
    const stale = chain === undefined || chainHash(chain) !== proof.chainHash;
    return { at: proof.at, trigger: proof.trigger, stale };
  }

  /** The history, newest first. A cursor is the number of the last drill of the page before, so that new drills move no page. */
  history(query: {
    readonly model?: string | undefined;
    readonly limit?: number | undefined;
    readonly cursor?: string | undefined;
  }): DrillPage {
    const matching = this.#options.store.drills.filter(
      ({ model }) => query.model === undefined || model === query.model,
    );
    const before = query.cursor === undefined ? Number.POSITIVE_INFINITY : Number(query.cursor);
    const older = matching.filter(({ number }) => number < before);
    const items = older.slice(0, query.limit ?? PAGE);
    const last = items.at(-1);
    return {
      items,
      total: matching.length,
      next: last !== undefined && items.length < older.length ? String(last.number) : null,
    };
  }

  /** Stops every drill and waits until they are in the history. None begins afterwards. */
  async close(): Promise<void> {
    this.#closed = true;
    const running = [...this.#running.values()];
    for (const { cancel } of running) cancel.cancel('shutdown');
    await Promise.all(running.map(({ ended }) => ended));
  }
}

/** When each chain was last proven: model id and epoch ms. */
export function* proofTimes(store: Pick<DrillStore, 'proofs'>): Generator<readonly [model: string, at: number]> {
  for (const { model, at } of store.proofs.values()) yield [model, Date.parse(at)];
}
