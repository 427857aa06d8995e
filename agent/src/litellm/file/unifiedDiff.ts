/** Lines around a change that are shown. */
const CONTEXT = 3;
/** Beyond it a file is no LiteLLM configuration, and comparing would take too long: it is shown as replaced whole. */
const MAX_CELLS = 4_000_000;

type Mark = ' ' | '-' | '+';
interface Line {
  readonly mark: Mark;
  readonly text: string;
}

/** Lengths of the longest common runs of lines from (i, j) on, row by row. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array[] {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const down = rows[i + 1]?.[j] ?? 0;
      const right = rows[i]?.[j + 1] ?? 0;
      const row = rows[i];
      if (row !== undefined) row[j] = a[i] === b[j] ? (rows[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(down, right);
    }
  }
  return rows;
}

function marked(mark: Mark, lines: readonly string[]): Line[] {
  return lines.map((text) => ({ mark, text }));
}

function middle(a: readonly string[], b: readonly string[]): Line[] {
  if (a.length * b.length > MAX_CELLS) return [...marked('-', a), ...marked('+', b)];
  const lengths = commonLengths(a, b);
  const out: Line[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      out.push({ mark: ' ', text: a[i] ?? '' });
      i += 1;
      j += 1;
    } else if ((lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0)) out.push({ mark: '-', text: a[i++] ?? '' });
    else out.push({ mark: '+', text: b[j++] ?? '' });
  }
  return [...out, ...marked('-', a.slice(i)), ...marked('+', b.slice(j))];
}

function editScript(a: readonly string[], b: readonly string[]): Line[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  return [
    ...marked(' ', a.slice(0, head)),
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...marked(' ', a.slice(a.length - tail)),
  ];
}

/** Runs of shown lines: indexes [from, to) of the script. */
function hunks(script: readonly Line[]): [number, number][] {
  const found: [number, number][] = [];
  for (const [at, { mark }] of script.entries()) {
    if (mark === ' ') continue;
    const from = Math.max(0, at - CONTEXT);
    const to = Math.min(script.length, at + CONTEXT + 1);
    const last = found.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = to;
    else found.push([from, to]);
  }
  return found;
}

function header(script: readonly Line[], [from, to]: readonly [number, number]): string {
  const count = (lines: readonly Line[], without: Mark): number => lines.filter(({ mark }) => mark !== without).length;
  const before = script.slice(0, from);
  const shown = script.slice(from, to);
  const side = (without: Mark): string => {
    const length = count(shown, without);
    return `${count(before, without) + (length === 0 ? 0 : 1)},${length}`;
  };
  return `@@ -${side('+')} +${side('-')} @@`;
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** A unified diff of two texts; empty where they are the same. */
export function unifiedDiff(
  before: string,
  after: string,
  names: { readonly before: string; readonly after: string },
): string {
  if (before === after) return '';
  const script = editScript(linesOf(before), linesOf(after));
  const parts = hunks(script).map((hunk) =>
    [header(script, hunk), ...script.slice(...hunk).map(({ mark, text }) => `${mark}${text}`)].join('\n'),
  );
  return [`--- ${names.before}`, `+++ ${names.after}`, ...parts].join('\n').concat('\n');
}
