import { expect, type BrowserContext, type ConsoleMessage, type Page, type Response } from '@playwright/test';
import { CANARIES } from '../stage/canaries.ts';

const HOME = /^(http:\/\/(127\.0\.0\.1|localhost)(:\d+)?\/|data:|blob:|about:)/;
/** Chromium repeats each failed load in the console; what failed is judged by its response. */
const REPEATED = /^Failed to load resource:/;
/** Bundles of the page itself, which hold nothing of a stage. */
const BUNDLES = /\/(host|public)\//;

/** Watches pages for what nobody would see: errors, policy violations, calls to elsewhere, secrets. */
export class PageWatch {
  readonly #faults: string[] = [];
  readonly #expected: RegExp[] = [];
  readonly #texts: { readonly where: string; readonly text: string }[] = [];
  readonly #reading: Promise<void>[] = [];
  readonly #pages = new Set<Page>();

  /** Watches a context's pages, those to come as well. */
  look(context: BrowserContext): void {
    context.pages().forEach((page) => this.#lookAt(page));
    context.on('page', (page) => this.#lookAt(page));
  }

  /** A fault that belongs to the test, as of an agent that is down. */
  expectFault(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  #lookAt(page: Page): void {
    this.#pages.add(page);
    page.on('console', (message) => this.#onConsole(message));
    page.on('pageerror', (error) => this.#faults.push(`page error: ${error.message}`));
    page.on('request', (request) => {
      if (!HOME.test(request.url())) this.#faults.push(`request to elsewhere: ${request.url()}`);
    });
    page.on('response', (response) => this.#reading.push(this.#onResponse(response)));
    // The browser reports a violation of the policy to the page it is in.
    page
      .addInitScript(() => {
        document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
          // eslint-disable-next-line no-console -- how the page tells the test
          console.error(`policy violation: ${violatedDirective} ${blockedURI} in ${sourceFile}`);
        });
      })
      .catch((error: unknown) => this.#faults.push(String(error)));
  }

  #onConsole(message: ConsoleMessage): void {
    const text = message.text();
    this.#texts.push({ where: 'console', text });
    if (message.type() === 'error' && !REPEATED.test(text)) this.#faults.push(`console: ${text}`);
  }

  async #onResponse(response: Response): Promise<void> {
    const url = response.url();
    const path = url.replace(/^https?:\/\/[^/]+/, '');
    if (response.status() >= 400) this.#faults.push(`${response.status()} ${response.request().method()} ${path}`);
    if (BUNDLES.test(url)) return;
    // Where the page went away meanwhile: those that came with the answer, without what the network added.
    const headers = await response.allHeaders().catch(() => response.headers());
    this.#texts.push({ where: `headers of ${path}`, text: JSON.stringify(headers) });
    // A stream that the page left has no body any more.
    const body = await response.text().catch(() => '');
    this.#texts.push({ where: `body of ${path}`, text: body });
  }

  async #readPage(page: Page): Promise<void> {
    if (page.isClosed()) return;
    const text = await page.evaluate(() =>
      JSON.stringify([localStorage, sessionStorage, document.cookie, document.documentElement.outerHTML]),
    );
    this.#texts.push({ where: 'page or storage', text });
  }

  /** Fails where something was wrong, or where a secret was seen. */
  async conclude(): Promise<void> {
    for (const page of this.#pages) await this.#readPage(page).catch(() => undefined);
    await Promise.race([Promise.all(this.#reading), new Promise((resolve) => setTimeout(resolve, 2_000))]);
    expect(this.faults(), 'nothing goes wrong behind the scenes').toEqual([]);
    expect(this.leaks(), 'no secret reaches the browser').toEqual([]);
  }

  /** What went wrong so far and was not expected. */
  faults(): string[] {
    return this.#faults.filter((fault) => !this.#expected.some((pattern) => pattern.test(fault)));
  }

  /** Where a secret was seen, as it is or encoded. */
  leaks(): string[] {
    const forms = Object.entries(CANARIES).flatMap(([name, value]) =>
      [value, Buffer.from(value).toString('base64').replace(/=+$/, '')].map((form) => ({ name, form })),
    );
    return this.#texts.flatMap(({ where, text }) =>
      forms.filter(({ form }) => text.includes(form)).map(({ name }) => `${name} in ${where}`),
    );
  }
}
