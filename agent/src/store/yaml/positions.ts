import { parsePath, type Finding } from '@understudy/contract';
import { isAlias, isMap, isNode, isScalar, isSeq, type Document, type LineCounter, type Node, type Pair } from 'yaml';

function keyText(pair: Pair): string {
  return String(isScalar(pair.key) ? pair.key.value : pair.key);
}

interface Place {
  /** Where it stands: the key for an entry of a map, else the value. */
  readonly at: Node;
  readonly value: Node | null;
}

function child(node: Node, segment: string | number, document: Document): Place | undefined {
  const target = isAlias(node) ? node.resolve(document) : node;
  if (isSeq(target) && typeof segment === 'number') {
    const item = target.items[segment];
    return isNode(item) ? { at: item, value: item } : undefined;
  }
  if (!isMap(target)) return undefined;
  const pair = target.items.find((one) => keyText(one) === String(segment));
  if (pair === undefined || !isNode(pair.key)) return undefined;
  return { at: pair.key, value: isNode(pair.value) ? pair.value : null };
}

/** The node of a finding's path; where the file holds nothing there (a missing key), the nearest node around it. */
function nodeAt(document: Document, path: string): Node | null {
  let node: Node | null = document.contents;
  let found = node;
  for (const segment of parsePath(path)) {
    const next: Place | undefined = node === null ? undefined : child(node, segment, document);
    if (next === undefined) break;
    found = next.at;
    node = next.value;
  }
  return found;
}

/** Adds line and column to findings about a document that was read from this file. */
export function withPositions(findings: readonly Finding[], document: Document, lines: LineCounter): Finding[] {
  return findings.map((finding) => {
    const offset = nodeAt(document, finding.path)?.range?.[0] ?? 0;
    const { line, col } = lines.linePos(offset);
    return { ...finding, position: { line: Math.max(1, line), column: Math.max(1, col) } };
  });
}
