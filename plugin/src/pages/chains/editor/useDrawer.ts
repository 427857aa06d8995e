import { useSearchParams } from 'react-router-dom';
import { useParam } from '../data/useParam.ts';

const DRAWERS = ['review', 'compare', 'history', 'policy'] as const;
/** What may be open over the editor. */
export type DrawerName = (typeof DRAWERS)[number];

/** Of the address: the drawer that is open, and the revision that is open in the history. */
const DRAWER_PARAM = 'drawer';
export const REVISION_PARAM = 'revision';

/** The drawer that is open, kept in the address so that Back closes it. */
export function useDrawer(): {
  readonly drawer: DrawerName | null;
  readonly open: (name: DrawerName) => void;
  readonly close: () => void;
} {
  const [param, open] = useParam(DRAWER_PARAM);
  const [, setParams] = useSearchParams();
  return {
    drawer: DRAWERS.find((name) => name === param) ?? null,
    open,
    close: () =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          for (const name of [DRAWER_PARAM, REVISION_PARAM]) after.delete(name);
          return after;
        },
        { replace: true },
      ),
  };
}
