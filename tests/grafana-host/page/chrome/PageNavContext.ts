import { createContext, useContext } from 'react';
import type { NavModelItem } from '@grafana/data';

/** The section that pages stand in, and what the open page calls itself. */
export interface PageNav {
  readonly section: NavModelItem;
  readonly page: NavModelItem | undefined;
  /** Tells the top bar what the page is called; undefined = as in the menu. */
  readonly setPageNav: (nav: NavModelItem | undefined) => void;
}

/** Of the open page. */
export const PageNavContext = createContext<PageNav>({
  section: { text: '' },
  page: undefined,
  setPageNav: () => undefined,
});

/** Where the open page stands. */
export function usePageNav(): PageNav {
  return useContext(PageNavContext);
}
