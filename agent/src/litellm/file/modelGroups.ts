import { deploymentsOf } from './configFile.ts';
import { listOf, recordOf, textOf, type PlainRecord } from './plain.ts';

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

/** The names that a proxy with this file answers to. */
export class ModelGroups {
  readonly names: ReadonlySet<string>;
  readonly #patterns: readonly RegExp[];

  constructor(value: PlainRecord) {
    const names = new Set(deploymentsOf(value).map(({ group }) => group));
    const router = recordOf(value['router_settings']);
    for (const alias of Object.keys(recordOf(router['model_group_alias']))) names.add(alias);
    for (const group of listOf(router['routing_groups'])) {
      const name = textOf(recordOf(group)['group_name']);
      if (name !== undefined) names.add(name);
    }
    this.names = names;
    this.#patterns = [...names]
      .filter((name) => name.includes('*'))
      .map((name) => new RegExp(`^${name.split('*').map(escaped).join('.*')}$`));
  }

  /** Whether a request for `name` finds a deployment, also by a pattern such as `openai/*`. */
  has(name: string): boolean {
    return this.names.has(name) || this.#patterns.some((pattern) => pattern.test(name));
  }
}
