import type { PriceChange, PriceSnapshotInfo } from '@understudy/contract';
import { PriceDataError, type PriceBook, type SyncPlan } from '../../cost/index.ts';
import type { ConfigEditor, EditMeta, EditResult } from '../config/configEditor.ts';
import { inSlices } from './inSlices.ts';

/** The price data of `--prices-url` could not be had. */
export class SyncError extends Error {
  constructor(cause: PriceDataError) {
    super(cause.message, { cause });
    this.name = 'SyncError';
  }
}

/** What a sync came to. */
export interface SyncOutcome {
  readonly result: EditResult;
  readonly changes: readonly PriceChange[];
  readonly unknown: readonly string[];
  readonly snapshot: PriceSnapshotInfo;
}

/** Takes reference prices over into the document, as one revision. */
export class PriceSync {
  readonly #editor: ConfigEditor;
  readonly #book: () => Promise<PriceBook>;

  /** @param book the newest reference data: the shipped ones, or those of `--prices-url`, read now */
  constructor(editor: ConfigEditor, book: () => Promise<PriceBook>) {
    this.#editor = editor;
    this.#book = book;
  }

  /**
   * @param overwrite also models that have a price
   * @param only these models; absent = all
   * @throws SyncError where the data cannot be read
   * @throws ProblemError as every edit
   */
  async run({ reason, ...meta }: EditMeta, overwrite: boolean, only?: ReadonlySet<string>): Promise<SyncOutcome> {
    const book = await this.#newest();
    const { snapshot } = book;
    // What a plan looks up is known then: an edit is made at a stretch.
    const document = this.#editor.document();
    await inSlices(book.entries(document, document.models));
    let plan: SyncPlan | undefined;
    const because = reason ?? `Prices of ${snapshot.source}, ${snapshot.date}`;
    const result = await this.#editor.edit(
      (document) => {
        plan = book.plan(document, overwrite, only);
        return plan.document;
      },
      { ...meta, reason: because },
    );
    return { result, changes: plan?.changes ?? [], unknown: plan?.unknown ?? [], snapshot };
  }

  async #newest(): Promise<PriceBook> {
    try {
      return await this.#book();
    } catch (error) {
      throw error instanceof PriceDataError ? new SyncError(error) : error;
    }
  }
}
