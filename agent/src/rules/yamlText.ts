/** One line as a YAML scalar, quoted as the formatter of this repository would. */
export function yamlQuoted(text: string): string {
  const plain = /^[A-Za-z][A-Za-z0-9_.:/-]*$/.test(text) && !/^(true|false|yes|no|on|off|null)$/i.test(text);
  if (plain && !text.endsWith(':')) return text;
  const isSingle = !text.includes("'") && !/[^\x20-\x7e\u00a0-\uffff]/.test(text);
  return isSingle ? `'${text}'` : JSON.stringify(text);
}

/** Lines as a block that is read as it stands; `indent` of the lines below the key. */
export function yamlBlock(text: string, indent: string): string {
  return `|-\n${text
    .split('\n')
    .map((line) => indent + line)
    .join('\n')}`;
}

/** A mapping of strings, a key a line, each after `indent`. */
export function yamlMap(values: Readonly<Record<string, string>>, indent: string): string {
  return Object.entries(values)
    .map(([key, value]) => `${indent}${key}: ${yamlQuoted(value)}\n`)
    .join('');
}
