import { html, inline, type Html } from './html.ts';
import type { Schema } from './readOpenApi.ts';

/** Deeper than this a reader is better served by the example. */
const MAX_DEPTH = 4;

function bounds({ minimum, maximum }: Schema): string {
  const low = minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER ? undefined : minimum;
  const high = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (low === undefined) return high === undefined ? '' : ` ≤ ${high}`;
  return high === undefined ? ` ≥ ${low}` : ` ${low}–${high}`;
}

/** A schema in a few words: `integer 1–1000`, `list of string`, `"primary" | "fallback"`. */
export function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return schema.$ref.split('/').at(-1) ?? '';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches !== undefined) return [...new Set(branches.map(typeOf))].join(' | ');
  if (schema.type === 'array') return `list of ${schema.items === undefined ? 'anything' : typeOf(schema.items)}`;
  if (schema.type === 'object' && typeof schema.additionalProperties === 'object') {
    return `object of ${typeOf(schema.additionalProperties)}`;
  }
  const name = typeof schema.type === 'object' ? schema.type.join(' | ') : (schema.type ?? 'anything');
  return `${name}${schema.format === undefined ? '' : ` (${schema.format})`}${bounds(schema)}`;
}

/** Where the fields of a schema are: in itself, in the entries of a list, in the branches of a union. */
function objectsIn(schema: Schema): Schema[] {
  if (schema.properties !== undefined) return [schema];
  const inner = [schema.items, ...(schema.anyOf ?? schema.oneOf ?? []), schema.additionalProperties];
  return inner.flatMap((one) => (typeof one === 'object' ? objectsIn(one) : []));
}

function row(name: string, schema: Schema, required: boolean, depth: number): Html {
  return html`<tr>
    <td class="depth-${depth}"><code>${name}</code>${required ? html` <abbr title="required">*</abbr>` : ''}</td>
    <td class="type">${typeOf(schema)}</td>
    <td>${inline(schema.description ?? '')}</td>
  </tr>`;
}

function rows(schema: Schema, depth: number): Html[] {
  if (depth >= MAX_DEPTH) return [];
  return objectsIn(schema).flatMap(({ properties = {}, required = [] }) =>
    Object.entries(properties).flatMap(([name, property]) => [
      row(name, property, required.includes(name), depth),
      ...rows(property, depth + 1),
    ]),
  );
}

/** The fields of a schema as a table; nothing where it has none. */
export function schemaTable(schema: Schema, caption: string): Html {
  const all = rows(schema, 0);
  if (all.length === 0) return html``;
  return html`<details>
    <summary>${caption}</summary>
    <div class="scroll" role="region" aria-label="${caption}" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Type</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          ${all}
        </tbody>
      </table>
    </div>
  </details>`;
}
