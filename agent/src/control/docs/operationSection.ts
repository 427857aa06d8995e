import { html, inline, prose, type Html } from './html.ts';
import type { Answer, Parameter, Placed } from './readOpenApi.ts';
import { schemaTable, typeOf } from './schemaRows.ts';

const JSON_TYPE = 'application/json';

function pretty(example: unknown): string {
  return JSON.stringify(example, null, 2);
}

function code(text: string, label: string): Html {
  return html`<pre tabindex="0" aria-label="${label}"><code>${text}</code></pre>`;
}

function parameterTable(parameters: readonly Parameter[]): Html {
  if (parameters.length === 0) return html``;
  const rows = parameters.map(
    (parameter) =>
      html`<tr>
        <td>
          <code>${parameter.name}</code>${parameter.required === true ? html` <abbr title="required">*</abbr>` : ''}
        </td>
        <td>${parameter.in}</td>
        <td class="type">${typeOf(parameter.schema)}</td>
        <td>${inline(parameter.description ?? '')}</td>
      </tr>`,
  );
  return html`<h4>Parameters</h4>
    <div class="scroll" role="region" aria-label="Parameters" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">In</th>
            <th scope="col">Type</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
}

/** A command that can be pasted; identifiers in the path are the example's. */
function curl({ method, path, parameters, requestBody }: Placed): string {
  const url = path
    .replace('{model}', 'gpt-4o')
    .replace('{id}', 'gpt-4o')
    .replace(/\{\w+\}/, '7');
  const body = requestBody?.content[JSON_TYPE]?.example;
  const parts = [
    `curl${method === 'get' ? '' : ` -X ${method.toUpperCase()}`} "$UNDERSTUDY_URL${url}"`,
    `-H "Authorization: Bearer $UNDERSTUDY_TOKEN"`,
    ...(parameters.some(({ name }) => name === 'If-Match') ? [`-H 'If-Match: "…"'`] : []),
    ...(body === undefined
      ? []
      : [`-H 'Content-Type: ${JSON_TYPE}'`, `-d '${pretty(body).replaceAll("'", String.raw`'\''`)}'`]),
  ];
  return parts.join(' \\\n  ');
}

function requestPart(operation: Placed): Html {
  const schema = operation.requestBody?.content[JSON_TYPE]?.schema;
  return html`<h4>Request</h4>
    ${code(curl(operation), 'Example of a request')}
    ${schema === undefined ? '' : schemaTable(schema, 'Fields of the body')}`;
}

function answerPart(status: string, answer: Answer): Html {
  const { schema, example } = answer.content?.[JSON_TYPE] ?? {};
  const others = Object.keys(answer.content ?? {}).filter((type) => type !== JSON_TYPE);
  const also = others.length > 0 && schema !== undefined ? html`<p>Also as <code>${others.join(', ')}</code>.</p>` : '';
  return html`<h4>Answer <span class="status">${status}</span></h4>
    <p>${inline(answer.description)}</p>
    ${also} ${example === undefined ? '' : code(pretty(example), 'Example of an answer')}
    ${schema === undefined ? '' : schemaTable(schema, 'Fields of the answer')}`;
}

function errorsPart(errors: readonly (readonly [string, Answer])[]): Html {
  const rows = errors.map(
    ([status, { description }]) =>
      html`<tr>
        <td class="status">${status}</td>
        <td>${inline(description)}</td>
      </tr>`,
  );
  return html`<details>
    <summary>Errors</summary>
    <table>
      <thead>
        <tr>
          <th scope="col">Status</th>
          <th scope="col">When</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </details>`;
}

/** One operation: what it is for, who may, how to call it, what comes back. */
export function operationSection(operation: Placed): Html {
  const { answers } = operation;
  const isError = ([status]: readonly [string, Answer]): boolean => Number(status) >= 400;
  return html`<article id="${operation.operationId}" aria-labelledby="${operation.operationId}-title">
    <h3 id="${operation.operationId}-title">
      <span class="method ${operation.method}">${operation.method.toUpperCase()}</span>
      <a href="#${operation.operationId}" class="path">${operation.path}</a>
    </h3>
    <p class="summary">${inline(operation.summary)}</p>
    <p class="facts"><span>role: ${operation['x-role']}</span> <span>counts as: ${operation['x-rate-limit']}</span></p>
    ${prose(operation.description.replace(/\s*Least role: \w+\.$/, ''))} ${parameterTable(operation.parameters)}
    ${requestPart(operation)}
    ${answers.filter((answer) => !isError(answer)).map(([status, answer]) => answerPart(status, answer))}
    ${errorsPart(answers.filter(isError))}
  </article>`;
}
