import { docsFrame } from './docsFrame.ts';
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

/** The docs as one page. */
export function docsPage(api: OpenApi): string {
  const sections = api.tags.map(
    ({ name }) =>
      html`<section id="tag-${name}" aria-labelledby="tag-${name}-title">
        <h2 id="tag-${name}-title">${name}</h2>
        ${operationsOf(api, name).map(operationSection)}
      </section>`,
  );
  const problem = api.components.schemas['Problem'];
  return docsFrame({
    title: api.info.title,
    windowTitle: api.info.title,
    assets: 'docs/',
    skip: 'Skip to the operations',
    subtitle: html`Version ${api.info.version} · <a href="openapi.json">OpenAPI 3.1</a> ·
      <a href="docs/runbooks/">Runbooks</a>`,
    navigation: navigation(api),
    main: html`<main id="main" tabindex="-1">
      ${prose(api.info.description)}
      ${problem === undefined ? '' : schemaTable(problem, 'Fields of a problem document')} ${sections}
    </main>`,
  });
}
