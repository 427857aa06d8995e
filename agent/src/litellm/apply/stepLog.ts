import type { LitellmEvent, LitellmStep, LitellmStepName } from '@understudy/contract';
import { StepFailure } from './stepFailure.ts';

/** What a step came to, for people. */
export interface StepResult<T> {
  readonly detail: string;
  readonly value: T;
  /** True: there was nothing to do. */
  readonly skipped?: boolean;
}

/** Keeps the steps of one run and tells of them as they happen. */
export class StepLog {
  readonly steps: LitellmStep[] = [];
  /** The first step that failed. */
  failed: { readonly step: LitellmStepName; readonly error: StepFailure } | null = null;
  readonly #now: () => number;
  readonly #tell: (event: LitellmEvent) => void;

  constructor(now: () => number, tell: (event: LitellmEvent) => void) {
    this.#now = now;
    this.#tell = tell;
  }

  /** Runs one step. @throws StepFailure after it has been noted */
  async run<T>(step: LitellmStepName, work: () => StepResult<T> | Promise<StepResult<T>>): Promise<T> {
    const start = this.#now();
    this.#tell({ type: 'step-started', step });
    try {
      const { detail, value, skipped = false } = await work();
      this.#end({ step, result: skipped ? 'skipped' : 'ok', detail, durationMs: this.#now() - start });
      return value;
    } catch (error) {
      const failure = failureOf(error);
      this.failed ??= { step, error: failure };
      this.#end({ step, result: 'failed', detail: failure.message, durationMs: this.#now() - start });
      throw failure;
    }
  }

  /** Notes a step that there is no reason to run. */
  skip(step: LitellmStepName, detail: string): void {
    this.#end({ step, result: 'skipped', detail, durationMs: 0 });
  }

  #end(step: LitellmStep): void {
    this.steps.push(step);
    this.#tell({ type: 'step-ended', ...step });
  }
}

/** The system's errors in words; everything else is a mistake of ours and goes on. */
function failureOf(error: unknown): StepFailure {
  if (error instanceof StepFailure) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  return new StepFailure(message, FIXES[code] ?? 'See docs/litellm.md.');
}

const FIXES: Readonly<Record<string, string>> = {
  EACCES: 'Let the user of the agent write to the folder of the file.',
  EPERM: 'Let the user of the agent write to the folder of the file, or own the file.',
  EROFS: 'The folder is read-only: mount it writable.',
  EBUSY: 'The file is mounted by itself and cannot be replaced: mount its folder.',
  ENOENT: 'Make the folder.',
  ENOSPC: 'Free space on the disk.',
};
