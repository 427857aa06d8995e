import { test as base, type Page } from '@playwright/test';
import type { GrafanaLine } from '../../grafana-host/grafanaLine.ts';
import { PageWatch } from './PageWatch.ts';

/** What a project sets for its tests. */
export interface ProjectOptions {
  /** Which Grafana the pages run in. */
  readonly grafana: GrafanaLine;
}

interface Fixtures {
  /** Everything that goes wrong without being seen; what a test expects of it, it says here. */
  readonly watch: PageWatch;
  /** Opens a page of somebody else, in a browser profile of its own. */
  readonly anotherPage: () => Promise<Page>;
}

/**
 * Playwright's `test` with a watch on every page: after each test nothing may have gone wrong behind the scenes, and no
 * secret may have reached the browser.
 */
export const test = base.extend<Fixtures, ProjectOptions>({
  grafana: ['12.4', { option: true, scope: 'worker' }],
  watch: [
    async ({ context }, use) => {
      const watch = new PageWatch();
      watch.look(context);
      await use(watch);
      await watch.conclude();
    },
    { auto: true },
  ],
  anotherPage: async ({ browser, contextOptions, viewport, watch }, use) => {
    const open = async (): Promise<Page> => {
      const context = await browser.newContext({ ...contextOptions, viewport });
      watch.look(context);
      return context.newPage();
    };
    await use(open);
  },
});

export { expect } from '@playwright/test';
