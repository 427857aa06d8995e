/** Text that is markup already. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | number | readonly Part[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function render(part: Part): string {
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(render).join('');
  return String(part).replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}

/** Markup with everything that is put in escaped, unless it is markup itself. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((text, string, at) => `${text}${render(parts[at - 1] ?? '')}${string}`));
}

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*/g;

/** Prose with `code`, **bold** and blank lines between paragraphs. */
export function prose(text: string): Html[] {
  return text
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => html`<p>${inline(paragraph)}</p>`);
}

/** One line of prose. */
export function inline(text: string): Part {
  const parts: Part[] = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, code, bold] = match;
    parts.push(
      text.slice(from, match.index),
      code === undefined ? html`<strong>${bold ?? ''}</strong>` : html`<code>${code}</code>`,
    );
    from = match.index + whole.length;
  }
  return [...parts, text.slice(from)];
}
