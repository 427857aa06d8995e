import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

export const MODEL_TABS = ['models', 'providers', 'prices'] as const;
export type ModelsTab = (typeof MODEL_TABS)[number];

/** What the address says of the page. */
export interface ModelsView {
  readonly tab: ModelsTab;
  readonly search: string;
  /** From 1. */
  readonly page: number;
  /** Id of what is open in the drawer; empty = a new one; undefined = none. */
  readonly edit: string | undefined;
}

function pageOf(text: string | null): number {
  const page = Number(text);
  return Number.isInteger(page) && page > 1 ? page : 1;
}

/** `tab`, `q`, `page` and `edit` of the address. */
export function useModelsView(): readonly [ModelsView, (change: Partial<ModelsView>) => void] {
  const [params, setParams] = useSearchParams();
  const view = useMemo<ModelsView>(
    () => ({
      tab: MODEL_TABS.find((tab) => tab === params.get('tab')) ?? 'models',
      search: params.get('q') ?? '',
      page: pageOf(params.get('page')),
      edit: params.get('edit') ?? undefined,
    }),
    [params],
  );
  const change = useCallback(
    (next: Partial<ModelsView>) => {
      // Another tab or search begins with its first page; the drawer alone leaves the page where it is.
      const moved = 'edit' in next ? next : { page: 1, ...next };
      const { tab, search, page, edit } = { ...view, ...moved };
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          const values = { tab: tab === 'models' ? '' : tab, q: search, page: page > 1 ? String(page) : '' };
          for (const [name, value] of Object.entries(values)) {
            if (value === '') after.delete(name);
            else after.set(name, value);
          }
          if (edit === undefined) after.delete('edit');
          else after.set('edit', edit);
          return after;
        },
        // A drawer is a place to go back from; typing a search is not.
        { replace: !('edit' in next) },
      );
    },
    [setParams, view],
  );
  return [view, change];
}
