import { createContext } from 'react';

/** Where a person is about to go, as Grafana's history says it. */
export interface NextLocation {
  readonly pathname: string;
  readonly search: string;
}

/** Counts what is being edited: each guard adds itself while it has unsaved changes, and gives back how to remove it. */
export const UnsavedContext = createContext<() => () => void>(() => () => undefined);
