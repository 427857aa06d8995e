import { readFile } from 'node:fs/promises';
import { writeAtomically } from './atomicFile.ts';

/** Hears of what went wrong with the file. */
export type SavedValueProblem = (message: string, op: 'read' | 'write') => void;

/** A small JSON file for what may be lost without harm: derived values, caches. */
export interface SavedValue {
  /** What it held when it was opened; undefined = nothing that can be read. */
  readonly value: unknown;
  /** Writes a newer value soon; of several only the last. Never throws. */
  save(value: unknown): void;
  /** Waits for the last write. */
  close(): Promise<void>;
}

async function read(path: string, onProblem: SavedValueProblem): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      onProblem(`${path} cannot be read and is begun anew`, 'read');
    }
    return undefined;
  }
}

/** Opens the file; a missing or damaged one is begun anew. */
export async function openSavedValue(path: string, onProblem: SavedValueProblem): Promise<SavedValue> {
  let queue: Promise<void> = Promise.resolve();
  let waiting: { readonly value: unknown } | undefined;
  const write = async (): Promise<void> => {
    const next = waiting;
    waiting = undefined;
    if (next === undefined) return;
    try {
      await writeAtomically(path, `${JSON.stringify(next.value)}\n`);
    } catch (error) {
      onProblem(`${path} could not be written: ${(error as Error).message}`, 'write');
    }
  };
  return {
    value: await read(path, onProblem),
    save(value) {
      waiting = { value };
      queue = queue.then(write);
    },
    close: () => queue,
  };
}
