import { join } from 'node:path';
import { drillFailureSchema, drillSchema, type Drill } from '@understudy/contract';
import { z } from 'zod';
import { openSegmentLog, type SegmentLog } from '../segments/segmentLog.ts';

/** That a drill proved a chain; the newest one a chain counts. */
const proofSchema = z.strictObject({
  model: z.string(),
  trigger: drillFailureSchema,
  at: z.iso.datetime(),
  chainHash: z.string(),
});
export type DrillProof = Readonly<z.infer<typeof proofSchema>>;

/** Drills that are over, and what they proved. Reading is from memory. */
export interface DrillStore {
  /** Newest first, at most 200. */
  readonly drills: readonly Drill[];
  /** Newest proof of each chain, also of chains that the history has forgotten. */
  readonly proofs: ReadonlyMap<string, DrillProof>;
  /** Number of the drill that ended last; 0 = there was none. */
  readonly lastNumber: number;
  /** Keeps a drill and, where there is one, its proof. Resolves when they are written, or could not be (`onProblem`). */
  add(drill: Drill, proof: DrillProof | null): Promise<void>;
  close(): Promise<void>;
}

export interface DrillStoreOptions {
  readonly dataDir: string;
  readonly onProblem: (message: string) => void;
}

const KEPT = 200;
/** Two whole segments hold 200 drills of the longest kind: ten steps with ten retries each. */
const SEGMENTS = { maxSegmentBytes: 4 * 1024 * 1024, maxSegments: 3 };
/** Proofs that were overtaken by newer ones, before the log is written anew. */
const OVERTAKEN = 1_000;

class FileDrillStore implements DrillStore {
  readonly drills: Drill[] = [];
  readonly proofs = new Map<string, DrillProof>();
  lastNumber = 0;
  readonly #history: SegmentLog<Drill>;
  readonly #proofLog: SegmentLog<DrillProof>;
  #lines = 0;

  constructor(history: SegmentLog<Drill>, proofLog: SegmentLog<DrillProof>) {
    this.#history = history;
    this.#proofLog = proofLog;
  }

  async load(): Promise<void> {
    await this.#history.replay((drill) => this.#remember(drill));
    await this.#proofLog.replay((proof) => {
      this.proofs.set(proof.model, proof);
      this.#lines++;
    });
    await this.#compact();
  }

  async add(drill: Drill, proof: DrillProof | null): Promise<void> {
    this.#remember(drill);
    this.#history.append(drill);
    if (proof !== null) {
      this.proofs.set(proof.model, proof);
      this.#proofLog.append(proof);
      this.#lines++;
    }
    await Promise.all([this.#history.flush(), this.#proofLog.flush()]);
    await this.#compact();
  }

  async close(): Promise<void> {
    await Promise.all([this.#history.close(), this.#proofLog.close()]);
  }

  #remember(drill: Drill): void {
    this.lastNumber = Math.max(this.lastNumber, drill.number);
    this.drills.unshift(drill);
    if (this.drills.length > KEPT) this.drills.pop();
  }

  /** The new segment is whole before the old ones go, so a crash in between costs nothing. */
  async #compact(): Promise<void> {
    if (this.#lines - this.proofs.size < OVERTAKEN) return;
    this.#lines = this.proofs.size;
    const segment = await this.#proofLog.rotate();
    for (const proof of this.proofs.values()) this.#proofLog.append(proof);
    await this.#proofLog.flush();
    if (this.#proofLog.stats().pending === 0) await this.#proofLog.removeBefore(segment);
  }
}

function parsing<T>(schema: z.ZodType<T>): (value: unknown) => T | null {
  return (value) => schema.safeParse(value).data ?? null;
}

/**
 * Opens the drills of a data folder.
 * @throws the system's error where the folder cannot be used
 */
export async function openDrillStore({ dataDir, onProblem }: DrillStoreOptions): Promise<DrillStore> {
  const onError = (error: unknown): void => onProblem(`a drill could not be written: ${(error as Error).message}`);
  const folder = join(dataDir, 'drills');
  const history = await openSegmentLog<Drill>({
    ...SEGMENTS,
    folder: join(folder, 'history'),
    parse: parsing(drillSchema),
    sync: 'batch',
    onError,
  });
  const proofs = await openSegmentLog<DrillProof>({
    folder: join(folder, 'proofs'),
    parse: parsing(proofSchema),
    maxSegmentBytes: Infinity,
    sync: 'batch',
    onError,
  });
  const store = new FileDrillStore(history, proofs);
  await store.load();
  return store;
}
