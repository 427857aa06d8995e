import { builtinRules } from 'eslint/use-at-your-own-risk';

const base = builtinRules.get('max-lines-per-function');

function nameOfCallee(callee) {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type === 'MemberExpression') return nameOfCallee(callee.object);
  if (callee.type === 'CallExpression') return nameOfCallee(callee.callee);
  return callee.type === 'TaggedTemplateExpression' ? nameOfCallee(callee.tag) : undefined;
}

/** `describe('…', () => {…})` and `describe.each(…)('…', () => {…})`: a list of tests, not a function to understand. */
function isDescribeBody(node) {
  return node.parent?.type === 'CallExpression' && nameOfCallee(node.parent.callee) === 'describe';
}

/** ESLint's own max-lines-per-function, but the callback of `describe` may be of any length. */
export const maxLinesPerFunction = {
  meta: base.meta,
  create(context) {
    const report = (problem) => {
      if (!isDescribeBody(problem.node)) context.report(problem);
    };
    return base.create(Object.create(context, { report: { value: report } }));
  },
};
