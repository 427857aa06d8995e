/**
 * Writes agent/src/control/docs/runbookTexts.ts from docs/runbooks, so that an installed agent has the pages without files
 * beside it: npm run docs:runbooks. A test compares the two.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Marked, type Tokens } from 'marked';
import { format } from 'prettier';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'docs/runbooks');
const INDEX = 'README';

/** Of one page: `name` is its path below /docs/runbooks/, empty for the index. */
interface RunbookText {
  readonly name: string;
  readonly title: string;
  readonly html: string;
}

const anchor = (heading: string): string => heading.toLowerCase().replaceAll(/[^\w]+/g, '-');

/** Runbooks link to each other; of the other pages of docs/ an agent has none, so that it names them. */
function linkOf(href: string, text: string): string {
  if (/^https?:/.test(href)) return `<a href="${href}" rel="noreferrer">${text}</a>`;
  const [path = '', heading] = href.split('#');
  if (path.startsWith('../')) return `${text} <span class="elsewhere">docs/${path.slice('../'.length)}</span>`;
  return `<a href="${path.replace(/\.md$/, '')}${heading === undefined ? '' : `#${heading}`}">${text}</a>`;
}

const markdown = new Marked({
  renderer: {
    heading({ depth, tokens }: Tokens.Heading): string {
      const text = this.parser.parseInline(tokens);
      return depth === 1 ? '' : `<h${depth} id="${anchor(text)}">${text}</h${depth}>\n`;
    },
    link({ href, tokens }: Tokens.Link): string {
      return linkOf(href, this.parser.parseInline(tokens));
    },
    table(token: Tokens.Table): string {
      const cells = (row: Tokens.TableCell[], tag: string): string =>
        `<tr>${row.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join('')}</tr>`;
      const body = token.rows.map((row) => cells(row, 'td')).join('');
      return `<div class="scroll" tabindex="0"><table><thead>${cells(token.header, 'th')}</thead><tbody>${body}</tbody></table></div>\n`;
    },
    code({ text }: Tokens.Code): string {
      const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      return `<pre tabindex="0"><code>${escaped}</code></pre>\n`;
    },
  },
});

function textOf(file: string): RunbookText {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  const title = /^# (.+)$/m.exec(text)?.[1] ?? file;
  const name = file.replace(/\.md$/, '');
  return { name: name === INDEX ? '' : name, title, html: markdown.parse(text, { async: false }).trim() };
}

/** The module as it should be committed. */
export async function runbookModule(): Promise<string> {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.md'));
  const texts = files.sort().map(textOf);
  const code = `// Written by npm run docs:runbooks from docs/runbooks; change those.

/** A runbook: \`name\` is its path below /docs/runbooks/, empty for the index; \`html\` what stands below its title. */
export interface RunbookText {
  readonly name: string;
  readonly title: string;
  readonly html: string;
}

/** The runbooks that came with this version. */
export const RUNBOOK_TEXTS: readonly RunbookText[] = ${JSON.stringify(texts)};
`;
  return format(code, { parser: 'typescript', singleQuote: true, printWidth: 120 });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(join(ROOT, 'agent/src/control/docs/runbookTexts.ts'), await runbookModule());
}
