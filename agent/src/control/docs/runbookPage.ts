import { Html, html } from './html.ts';
import type { RunbookText } from './runbookTexts.ts';

/** A runbook as a page without scripts; its text is markup that was made of docs/runbooks when this version was. */
export function runbookPage({ name, title, html: text }: RunbookText, texts: readonly RunbookText[]): string {
  const links = texts.map(
    (other) =>
      html`<li>
        <a href="${other.name === '' ? './' : other.name}" ${other.name === name ? html`aria-current="page"` : ''}
          >${other.name === '' ? 'All runbooks' : other.title}</a
        >
      </li>`,
  );
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Understudy</title>
        <link rel="stylesheet" href="../style.css" />
        <link rel="icon" href="../icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <a class="skip" href="#main">Skip to the text</a>
        <header>
          <h1>${title}</h1>
          <p>Runbook of Understudy · <a href="../../docs">API</a></p>
        </header>
        <div class="columns">
          <nav aria-label="Runbooks" class="runbooks">
            <ul>
              ${links}
            </ul>
          </nav>
          <main id="main" class="runbook" tabindex="-1">${new Html(text)}</main>
        </div>
      </body>
    </html> `.text;
}
