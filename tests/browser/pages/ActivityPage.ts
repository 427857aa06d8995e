import type { Locator, Page } from '@playwright/test';

/** Activity with its tables. */
export class ActivityPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Lines of the events, without the head and what is opened. */
  get events(): Locator {
    return this.#rows('Events');
  }

  /** Entries of the audit, likewise. */
  get entries(): Locator {
    return this.#rows('Audit');
  }

  /** Attempts of the open row, as screen readers hear of them. */
  get attempts(): Locator {
    return this.#page.getByRole('table', { name: 'Attempts' }).locator('tbody').getByRole('row');
  }

  #rows(table: string): Locator {
    return this.#page
      .getByRole('table', { name: table })
      .getByRole('rowgroup')
      .nth(1)
      .locator('> [role=row]')
      .filter({ has: this.#page.locator('> [role=cell]:nth-child(3)') });
  }

  /** Opens a row by its chevron, or closes it. */
  async toggle(row: Locator): Promise<void> {
    await row.getByRole('button').first().click();
  }

  /** Chooses a value of a filter, by the name that screen readers hear. */
  async filter(name: string, value: string): Promise<void> {
    await this.#page.getByRole('combobox', { name }).click();
    await this.#page.getByRole('option', { name: value, exact: true }).click();
    await this.#page.keyboard.press('Escape');
  }
}
