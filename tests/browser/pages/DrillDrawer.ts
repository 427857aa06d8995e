import type { Locator, Page } from '@playwright/test';

/** "Test fallback", over any page. */
export class DrillDrawer {
  readonly frame: Locator;

  constructor(page: Page) {
    this.frame = page.getByRole('dialog', { name: /Test fallback/ });
  }

  /** Run, or after the first time Run again. */
  get run(): Locator {
    return this.frame.getByRole('button', { name: /^Run/ });
  }

  get stop(): Locator {
    return this.frame.getByRole('button', { name: 'Stop' });
  }

  get close(): Locator {
    return this.frame.getByRole('button', { name: 'Close' });
  }

  /** Attempts so far, as screen readers hear of them. */
  get attempts(): Locator {
    return this.frame.getByRole('table', { name: 'Attempts' }).locator('tbody').getByRole('row');
  }

  /** Chooses how many steps fail: Primary, +1, +2, All. */
  async failSteps(name: string): Promise<void> {
    // Grafana's radio button lies behind its label.
    await this.frame.getByRole('radio', { name, exact: true }).check({ force: true });
  }
}
