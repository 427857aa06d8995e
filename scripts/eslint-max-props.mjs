/** The members that a component takes, or undefined where `node` is not the shape of its props. */
function membersOf(node) {
  if (node.type === 'TSInterfaceDeclaration') return node.id.name.endsWith('Props') ? node.body.body : undefined;
  return node.id.name.endsWith('Props') && node.typeAnnotation.type === 'TSTypeLiteral'
    ? node.typeAnnotation.members
    : undefined;
}

/** A component that takes more than `max` props does too much, or takes apart what belongs together. */
export const maxProps = {
  meta: {
    type: 'suggestion',
    schema: [{ type: 'object', properties: { max: { type: 'integer', minimum: 1 } }, additionalProperties: false }],
    messages: { many: '{{name}} has {{count}} props; {{max}} are allowed.' },
  },
  create(context) {
    const max = context.options[0]?.max ?? 8;
    const check = (node) => {
      const count = membersOf(node)?.length ?? 0;
      if (count > max) context.report({ node, messageId: 'many', data: { name: node.id.name, count, max } });
    };
    return { TSInterfaceDeclaration: check, TSTypeAliasDeclaration: check };
  },
};
