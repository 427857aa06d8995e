import type { Locator, Page } from '@playwright/test';

/** One fallback panel of a dashboard, by its title. */
export class FallbackPanel {
  readonly frame: Locator;

  constructor(page: Page, title: string) {
    this.frame = page.getByRole('region', { name: title, exact: true });
  }

  /** What scrolls. */
  get scroll(): Locator {
    return this.frame.getByRole('region', { name: 'Models and their fallbacks' });
  }

  get table(): Locator {
    return this.scroll.getByRole('table');
  }

  /** Rows of models that are in the page. */
  get rows(): Locator {
    return this.table.locator('tbody tr[aria-rowindex]');
  }

  row(model: string): Locator {
    return this.rows.filter({ has: this.frame.page().getByRole('link', { name: model, exact: true }) });
  }

  header(name: string): Locator {
    return this.table.getByRole('columnheader', { name, exact: true });
  }
}
