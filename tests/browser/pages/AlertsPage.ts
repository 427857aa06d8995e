import type { Locator, Page } from '@playwright/test';

/** The app's page of alert rules. */
export class AlertsPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get rules(): Locator {
    return this.#page.getByRole('region', { name: 'Alert rules' });
  }

  /** The row of a rule, by its title. */
  rule(title: string): Locator {
    return this.rules
      .getByRole('listitem')
      .filter({ has: this.#page.getByRole('button', { name: title, exact: true }) })
      .first();
  }

  /** Whether a rule is to be in Grafana. */
  choice(title: string): Locator {
    return this.#page.getByRole('switch', { name: `${title} in Grafana` });
  }

  get drawer(): Locator {
    return this.#page.getByRole('dialog');
  }

  get steps(): Locator {
    return this.drawer.getByRole('list', { name: 'Steps' });
  }

  /** Rules of which the plan says the same: `Create (22)`. */
  planned(head: string | RegExp): Locator {
    return this.drawer.getByRole('list', { name: head });
  }

  async openInstall(): Promise<void> {
    await this.#page.getByRole('button', { name: /^(Install in Grafana|Review (install|\d+ changes?))$/ }).click();
  }

  async apply(): Promise<void> {
    await this.drawer.getByRole('button', { name: /^Apply \d+ change/ }).click();
  }

  async closeDrawer(): Promise<void> {
    await this.drawer.getByRole('button', { name: 'Close', exact: true }).last().click();
  }
}
