import { useParam } from '../data/useParam.ts';

const DRAWERS = ['review', 'compare', 'history', 'policy'] as const;
/** What may be open over the editor. */
export type DrawerName = (typeof DRAWERS)[number];

/** The drawer that is open, kept in the address so that Back closes it. */
export function useDrawer(): {
  readonly drawer: DrawerName | null;
  readonly open: (name: DrawerName) => void;
  readonly close: () => void;
} {
  const [param, setParam] = useParam('drawer');
  return {
    drawer: DRAWERS.find((name) => name === param) ?? null,
    open: setParam,
    close: () => setParam(null),
  };
}
