import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

/** One matcher of a selector. */
export interface Matcher {
  readonly label: string;
  readonly op: string;
  readonly value: string;
}

/** One selector of an expression. */
export interface Selector {
  readonly metric: string;
  readonly matchers: readonly Matcher[];
}

/** Labels that a part of an expression names, with what they can come from. */
export interface Naming {
  readonly labels: readonly string[];
  readonly selectors: readonly Selector[];
  /** Labels that the part makes itself: `label_replace`, `count_values`. */
  readonly made: readonly string[];
}

/** What an expression speaks of. */
export interface Reading {
  readonly selectors: readonly Selector[];
  readonly namings: readonly Naming[];
  /** What is no PromQL. */
  readonly errors: readonly string[];
}

type Text = (node: SyntaxNode) => string;

function nodesOf(root: SyntaxNode, name: string): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  root.cursor().iterate(({ name: each, node }) => {
    if (each === name) found.push(node);
  });
  return found;
}

function unquoted(text: string): string {
  return text.startsWith('`') ? text.slice(1, -1) : text.slice(1, -1).replaceAll(/\\(.)/g, '$1');
}

function matcherOf(node: SyntaxNode, text: Text): Matcher {
  const [label, op, value] = ['LabelName', 'MatchOp', 'StringLiteral'].map((name) => node.getChild(name));
  return {
    label: label ? text(label) : '',
    op: op ? text(op) : '',
    value: value ? unquoted(text(value)) : '',
  };
}

function selectorOf(node: SyntaxNode, text: Text): Selector {
  const name = node.getChild('Identifier');
  const matchers = nodesOf(node, 'UnquotedLabelMatcher').map((each) => matcherOf(each, text));
  const named = matchers.find(({ label, op }) => label === '__name__' && op === '=');
  return { metric: name ? text(name) : (named?.value ?? ''), matchers };
}

/** The second argument of `label_replace` and `label_join`, and the first one of `count_values`. */
function madeIn(node: SyntaxNode, text: Text): string[] {
  const calls = [...nodesOf(node, 'FunctionCall'), ...nodesOf(node, 'AggregateExpr')];
  return calls.flatMap((call) => {
    const called = call.getChild('FunctionIdentifier') ?? call.getChild('AggregateOp');
    if (!called || !/^(label_replace|label_join|count_values)$/.test(text(called))) return [];
    const literal = call.getChild('FunctionCallBody')?.getChild('StringLiteral');
    return literal ? [unquoted(text(literal))] : [];
  });
}

/** A grouping or a match of labels, with the part of the expression that it speaks of. */
function namingOf(node: SyntaxNode, text: Text): Naming {
  const part = node.parent?.name === 'AggregateModifier' ? node.parent.parent : node.parent?.parent;
  const whole = part ?? node;
  return {
    labels: nodesOf(node, 'LabelName').map(text),
    selectors: nodesOf(whole, 'VectorSelector').map((each) => selectorOf(each, text)),
    made: madeIn(whole, text),
  };
}

/** Reads PromQL with the grammar of Prometheus' own editor. */
export function readPromql(expr: string): Reading {
  const tree = parser.parse(expr);
  const text: Text = ({ from, to }) => expr.slice(from, to);
  const errors: string[] = [];
  tree.iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) errors.push(`not understood at ${from}: ${expr.slice(from, to + 20)}`);
    },
  });
  const root = tree.topNode;
  return {
    selectors: nodesOf(root, 'VectorSelector').map((each) => selectorOf(each, text)),
    namings: nodesOf(root, 'GroupingLabels').map((each) => namingOf(each, text)),
    errors,
  };
}
