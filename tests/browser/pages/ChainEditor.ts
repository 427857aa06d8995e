import type { Locator, Page } from '@playwright/test';
import { pathOf } from './appPages.ts';

/** The page of one chain. */
export class ChainEditor {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Address of the chain of a model. */
  static path(model: string): string {
    return pathOf(`chains?${new URLSearchParams({ model }).toString()}`);
  }

  /** Cards of the fallbacks, in order. */
  get steps(): Locator {
    return this.page.getByRole('list', { name: 'Fallbacks, in order' }).getByRole('listitem');
  }

  step(model: string): Locator {
    return this.steps.filter({ has: this.handle(model) });
  }

  handle(model: string): Locator {
    return this.page.getByRole('button', { name: `Reorder ${model}, fallback` });
  }

  /** Models of the fallbacks, in order. */
  async order(): Promise<string[]> {
    const names = await this.steps
      .getByRole('button', { name: /^Reorder / })
      .evaluateAll((handles) => handles.map((handle) => handle.getAttribute('aria-label') ?? ''));
    return names.map((name) => name.replace(/^Reorder (.*), fallback \d+$/, '$1'));
  }

  get add(): Locator {
    return this.page.getByRole('combobox', { name: 'Add a fallback' });
  }

  /** Adds a model that the search finds. */
  async addModel(search: string, model: string): Promise<void> {
    await this.add.click();
    await this.add.fill(search);
    await this.page.getByRole('option', { name: model }).click();
  }

  async remove(model: string): Promise<void> {
    await this.page.getByRole('button', { name: `Remove ${model}` }).click();
  }

  /** The footer, there while something is unsaved. */
  get saveBar(): Locator {
    return this.page.getByRole('region', { name: 'Unsaved changes' });
  }

  get reviewButton(): Locator {
    return this.saveBar.getByRole('button', { name: 'Review changes' });
  }

  get review(): Locator {
    return this.page.getByRole('dialog', { name: /Review changes to/ });
  }

  get compare(): Locator {
    return this.page.getByRole('dialog', { name: /What changed in/ });
  }

  get history(): Locator {
    return this.page.getByRole('dialog', { name: /History of/ });
  }

  get panel(): Locator {
    return this.page.getByRole('complementary', { name: 'What this chain does' });
  }

  /** Opens the review and saves, with a reason where one is given. */
  async save(reason?: string): Promise<void> {
    await this.reviewButton.click();
    if (reason !== undefined) await this.review.getByRole('textbox', { name: /^Why/ }).fill(reason);
    await this.review.getByRole('button', { name: /^Save revision/ }).click();
  }
}
