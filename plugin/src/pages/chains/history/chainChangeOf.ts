import { chainSchema, parsePath, type Chain, type DocumentChange } from '@understudy/contract';

/** A chain before and after a revision, as far as it changed: fields that did not change are left out. */
export interface ChainRevision {
  /** Null = there was no chain. */
  readonly before: Chain | null;
  readonly after: Chain | null;
  /** Fields of the chain's own policy that changed. */
  readonly policy: readonly DocumentChange[];
}

interface Field extends DocumentChange {
  /** Below the chain: `['policy', 'maxDepth']`; empty = the chain itself. */
  readonly keys: readonly string[];
}

function fieldsOf(model: string, diff: readonly DocumentChange[]): Field[] {
  return diff.flatMap((change) => {
    const [root, owner, ...keys] = parsePath(change.path).map(String);
    return root === 'chains' && owner === model ? [{ ...change, keys }] : [];
  });
}

function chainOf(value: unknown): Chain | null {
  const parsed = chainSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** The fields of one side as a chain of their own. */
function side(model: string, fields: readonly Field[], key: 'before' | 'after'): Chain | null {
  const whole = fields.find(({ keys }) => keys.length === 0);
  if (whole) return chainOf(whole[key]);
  const own = fields
    .filter(({ keys }) => keys[0] !== 'policy')
    .flatMap(({ keys: [name = ''], [key]: value }) => (value === undefined ? [] : [[name, value] as const]));
  return chainOf({ model, fallbacks: [], ...Object.fromEntries(own) });
}

/** What a revision changed about the chain of a model; undefined = nothing. */
export function chainChangeOf(model: string, diff: readonly DocumentChange[]): ChainRevision | undefined {
  const fields = fieldsOf(model, diff);
  if (fields.length === 0) return undefined;
  return {
    before: side(model, fields, 'before'),
    after: side(model, fields, 'after'),
    policy: fields
      .filter(({ keys }) => keys[0] === 'policy')
      .map(({ keys, before, after }) => ({
        path: keys.join('.'),
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      })),
  };
}

/** The chain of a model in a document of the history; null = it has none there. */
export function chainIn(document: Readonly<Record<string, unknown>>, model: string): Chain | null {
  const chains: unknown = document['chains'];
  if (!Array.isArray(chains)) return null;
  const found: unknown = chains.find(
    (one: unknown) => typeof one === 'object' && one !== null && 'model' in one && one.model === model,
  );
  return chainOf(found);
}
