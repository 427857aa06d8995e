import { locationService } from '@grafana/runtime';
import type { NextLocation } from '../../hooks/unsaved/UnsavedContext.ts';
import { leaves } from './leaves.ts';

/** The person is kept on the page. */
export interface Blocked {
  /** Lets them go to `next`, this once. */
  go(next: NextLocation): void;
  /** Lets them go from now on. */
  release(): void;
}

/** Keeps the person on the page; `onLeave` hears where they wanted to go. Closing the tab asks in the browser's own words. */
export function blockLeaving(onLeave: (next: NextLocation) => void): Blocked {
  const history = locationService.getHistory();
  let passing = false;
  const unblock = history.block((next) => {
    if (passing || !leaves(history.location, next)) return;
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
