import { html, prose, type Html } from './html.ts';
import { operationSection } from './operationSection.ts';
import { operationsOf, type OpenApi } from './readOpenApi.ts';
import { schemaTable } from './schemaRows.ts';

function navigation(api: OpenApi): Html {
  const groups = api.tags.map(({ name }) => {
    const links = operationsOf(api, name).map(
      ({ operationId, method, summary }) =>
        html`<li>
          <a href="#${operationId}"><span class="method ${method}">${method.toUpperCase()}</span> ${summary}</a>
        </li>`,
    );
    return html`<li>
      <a class="tag" href="#tag-${name}">${name}</a>
      <ul>
        ${links}
      </ul>
    </li>`;
  });
  return html`<nav aria-label="Operations">
    <ul>
      ${groups}
    </ul>
  </nav>`;
}

/** The docs as one page without scripts: it works offline, in any browser, and under the strictest content policy. */
export function docsPage(api: OpenApi): string {
  const sections = api.tags.map(
    ({ name }) =>
      html`<section id="tag-${name}" aria-labelledby="tag-${name}-title">
        <h2 id="tag-${name}-title">${name}</h2>
        ${operationsOf(api, name).map(operationSection)}
      </section>`,
  );
  const problem = api.components.schemas['Problem'];
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${api.info.title}</title>
        <link rel="stylesheet" href="docs/style.css" />
        <link rel="icon" href="docs/icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <a class="skip" href="#main">Skip to the operations</a>
        <header>
          <h1>${api.info.title}</h1>
          <p>
            Version ${api.info.version} · <a href="openapi.json">OpenAPI 3.1</a> · <a href="docs/runbooks/">Runbooks</a>
          </p>
        </header>
        <div class="columns">
          ${navigation(api)}
          <main id="main" tabindex="-1">
            ${prose(api.info.description)}
            ${problem === undefined ? '' : schemaTable(problem, 'Fields of a problem document')} ${sections}
          </main>
        </div>
      </body>
    </html> `.text;
}
