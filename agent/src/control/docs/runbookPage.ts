import { docsFrame } from './docsFrame.ts';
import { Html, html } from './html.ts';
import type { RunbookText } from './runbookTexts.ts';

/** A runbook as a page; its text is markup that was made of docs/runbooks when this version was. */
export function runbookPage({ name, title, html: text }: RunbookText, texts: readonly RunbookText[]): string {
  const links = texts.map(
    (other) =>
      html`<li>
        <a href="${other.name === '' ? './' : other.name}" ${other.name === name ? html`aria-current="page"` : ''}
          >${other.name === '' ? 'All runbooks' : other.title}</a
        >
      </li>`,
  );
  return docsFrame({
    title,
    windowTitle: `${title} · Understudy`,
    assets: '../',
    skip: 'Skip to the text',
    subtitle: html`Runbook of Understudy · <a href="../../docs">API</a>`,
    navigation: html`<nav aria-label="Runbooks" class="runbooks">
      <ul>
        ${links}
      </ul>
    </nav>`,
    main: html`<main id="main" class="runbook" tabindex="-1">${new Html(text)}</main>`,
  });
}
