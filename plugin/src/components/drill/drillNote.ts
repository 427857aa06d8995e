import { useEffect, useSyncExternalStore } from 'react';

/** What a page with unsaved changes tells whoever tests a chain over it. */
export interface DrillNote {
  /** The model whose chain is edited; absent = the changes concern every chain. */
  readonly model?: string;
  /** The saved revision that is tested instead. */
  readonly revision: number;
}

let current: DrillNote | null = null;
const readers = new Set<() => void>();

function tell(note: DrillNote | null): void {
  current = note;
  for (const reader of readers) reader();
}

function subscribe(reader: () => void): () => void {
  readers.add(reader);
  return () => readers.delete(reader);
}

/**
 * Makes the drawer say that it tests the saved chain: "Tests revision 128, without your unsaved changes." Call it in a page
 * that edits, with null while nothing is changed; it is taken back when the page goes.
 */
export function useDrillNote(note: DrillNote | null): void {
  const model = note?.model;
  const revision = note?.revision;
  useEffect(() => {
    if (revision === undefined) return undefined;
    const mine: DrillNote = model === undefined ? { revision } : { model, revision };
    tell(mine);
    return () => {
      if (current === mine) tell(null);
    };
  }, [model, revision]);
}

/** The unsaved changes that a test of `model` would not see; null = there are none. */
export function useUnsavedNote(model: string): DrillNote | null {
  const note = useSyncExternalStore(subscribe, () => current);
  return note && (note.model === undefined || note.model === model) ? note : null;
}
