import type { Locator, Page } from '@playwright/test';

/** What every page has around it: Grafana's menu, the heading, the scope, notifications. */
export class AppShell {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get heading(): Locator {
    return this.#page.getByRole('heading', { level: 1 });
  }

  get menu(): Locator {
    return this.#page.getByRole('navigation', { name: 'Navigation' });
  }

  get breadcrumbs(): Locator {
    return this.#page.getByRole('navigation', { name: 'Breadcrumbs' });
  }

  menuEntry(name: string): Locator {
    return this.menu.getByRole('link', { name, exact: true });
  }

  /** Goes to a page by the menu, without loading anew. */
  async goTo(name: string): Promise<void> {
    await this.menuEntry(name).click();
  }

  /** A notification of Grafana. */
  toast(text: string | RegExp): Locator {
    // Grafana gives the same test id to a notification and to what is in it.
    return this.#page
      .getByTestId(/^data-testid Alert/)
      .filter({ hasText: text })
      .first();
  }

  /** Takes a notification away, which may lie over what is clicked next. */
  async closeToast(text: string | RegExp): Promise<void> {
    await this.toast(text).getByRole('button', { name: 'Close alert' }).click();
  }
}
