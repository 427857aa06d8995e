import { locationService } from '@grafana/runtime';
import type { NextLocation } from '../../hooks/unsaved/UnsavedContext.ts';
import { leaves } from './leaves.ts';

/** What Grafana's history (history 4) has and its types don't say: false from `ask` keeps the page where it is. */
interface BlockingHistory {
  readonly location: NextLocation;
  block(ask: (next: NextLocation) => boolean): () => void;
}

/** The person is kept on the page. */
export interface Blocked {
  /** Lets them go to `next`, this once. */
  go(next: NextLocation): void;
  /** Lets them go from now on. */
  release(): void;
}

/** Keeps the person on the page; `onLeave` hears where they wanted to go. Closing the tab asks in the browser's own words. */
export function blockLeaving(onLeave: (next: NextLocation) => void): Blocked {
  const history: BlockingHistory = locationService.getHistory();
  let passing = false;
  const unblock = history.block((next) => {
    if (passing || !leaves(history.location, next)) return true;
    onLeave(next);
    return false;
  });
  const closing = (event: BeforeUnloadEvent) => event.preventDefault();
  window.addEventListener('beforeunload', closing);
  return {
    go: (next) => {
      passing = true;
      locationService.push({ pathname: next.pathname, search: next.search });
      passing = false;
    },
    release: () => {
      unblock();
      window.removeEventListener('beforeunload', closing);
    },
  };
}
