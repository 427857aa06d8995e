import type { Document } from 'yaml';

/** Whether the lists of a text are indented below their key; new lists then are as well. */
function indentsLists(text: string): boolean {
  const found = /^( *)[^\s#-][^\n]*:[ \t]*\n(?:[ \t]*#[^\n]*\n|\n)*( *)- /m.exec(text);
  return found === null || (found[2] ?? '').length > (found[1] ?? '').length;
}

/** Blanks of the first indented line. */
function indentOf(text: string): number {
  const width = /^\S[^\n]*:[ \t]*\n( +)[^\s#-]/m.exec(text)?.[1]?.length ?? 2;
  return width >= 1 && width <= 8 ? width : 2;
}

/** The tree as text, in the style of the text that it was read from. Long lines are not folded. */
export function writeText(yaml: Document, before: string): string {
  return yaml.toString({
    lineWidth: 0,
    indent: indentOf(before),
    indentSeq: indentsLists(before),
    flowCollectionPadding: !/[[{](?=[\w"'])/.test(before) && before !== '',
  });
}
