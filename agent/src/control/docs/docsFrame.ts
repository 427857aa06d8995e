import { html, type Html } from './html.ts';

interface DocsFrame {
  readonly title: string;
  /** Of the window. */
  readonly windowTitle: string;
  /** From the page to the folder of the styles, with a slash at its end. */
  readonly assets: string;
  /** What the link says that jumps over the navigation. */
  readonly skip: string;
  readonly subtitle: Html;
  readonly navigation: Html;
  readonly main: Html;
}

/** A page without scripts: it works offline, in any browser, and under the strictest content policy. */
export function docsFrame({ title, windowTitle, assets, skip, subtitle, navigation, main }: DocsFrame): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${windowTitle}</title>
        <link rel="stylesheet" href="${assets}style.css" />
        <link rel="icon" href="${assets}icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <a class="skip" href="#main">${skip}</a>
        <header>
          <h1>${title}</h1>
          <p>${subtitle}</p>
        </header>
        <div class="columns">${navigation} ${main}</div>
      </body>
    </html> `.text;
}
