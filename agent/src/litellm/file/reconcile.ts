import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  stringify,
  visit,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import { isRecord, recordOf, sameValue } from './plain.ts';

function keyOf(pair: Pair): string {
  return String(isScalar(pair.key) ? pair.key.value : pair.key);
}

/** A mapping in one line that grows beyond this gets a line for each key. */
const MAX_IN_LINE = 4;

/** LiteLLM reads YAML 1.1, where `2024-10-21` is a date and `on` is true. */
function readsOtherwise(value: unknown): value is string {
  return typeof value === 'string' && stringify(value, { version: '1.1' }).trimEnd() !== value;
}

/** Lists of names are read at a glance in one line. */
function newNode(yaml: Document, value: unknown): Node {
  const node = yaml.createNode(value);
  visit(node, {
    Scalar: (_key, scalar) => {
      if (readsOtherwise(scalar.value)) scalar.type = 'QUOTE_DOUBLE';
    },
    Seq: (_key, seq) => {
      if (seq.items.every((item) => isScalar(item))) seq.flow = true;
    },
  });
  return node;
}

function plainOf(node: Node, yaml: Document): unknown {
  return node.toJS(yaml) as unknown;
}

/** An alias would change its anchor as well: it is replaced by a copy of its own. */
function ownNode(node: unknown, yaml: Document): Node | null {
  if (!isAlias(node)) return isNode(node) ? node : null;
  const copy = node.resolve(yaml)?.clone();
  if (!isMap(copy) && !isSeq(copy)) return null;
  delete copy.anchor;
  return copy;
}

/** `<<: *name`, whose parts are values of the mapping as well. */
function isMerge(pair: Pair): boolean {
  return keyOf(pair) === '<<';
}

function setPart(yaml: Document, map: YAMLMap, key: string, part: unknown): void {
  // What a merge brings in says so already, and stays where it is.
  if (!map.has(key) && sameValue(plainOf(map, yaml), { ...recordOf(plainOf(map, yaml)), [key]: part })) return;
  const before = map.get(key, true);
  const after = reconcile(yaml, before, part);
  if (before !== after) map.set(map.has(key) ? key : newNode(yaml, key), after);
}

/** By what an entry is found again: the only key of `gpt-4o: [b]`, or the name of a deployment. */
function nameOf(value: unknown): unknown {
  if (!isRecord(value)) return undefined;
  const keys = Object.keys(value);
  return keys.length === 1 ? keys[0] : value['model_name'];
}

function takeMatching(items: Node[], yaml: Document, value: unknown): Node | null {
  const plain = items.map((item) => plainOf(item, yaml));
  const name = nameOf(value);
  const same = plain.findIndex((item) => sameValue(item, value));
  const at = same >= 0 || name === undefined ? same : plain.findIndex((item) => nameOf(item) === name);
  return at < 0 ? null : (items.splice(at, 1)[0] ?? null);
}

/**
 * The node that says `value`, made of `node` with as few changes as can be: what stays the same keeps its comments and style.
 */
export function reconcile(yaml: Document, node: unknown, value: unknown): Node {
  const own = ownNode(node, yaml);
  if (own !== null && sameValue(plainOf(own, yaml), value)) return own;
  if (isMap(own) && isRecord(value)) {
    own.items = own.items.filter((pair) => keyOf(pair) in value || isMerge(pair));
    for (const [key, part] of Object.entries(value)) setPart(yaml, own, key, part);
    if (own.items.length > MAX_IN_LINE) own.flow = false;
    return own;
  }
  if (isSeq(own) && Array.isArray(value) && value.some((part) => isRecord(part))) {
    const before = own.items.filter((item) => isNode(item));
    own.items = value.map((part: unknown) => reconcile(yaml, takeMatching(before, yaml, part), part));
    return own;
  }
  return newNode(yaml, value);
}
