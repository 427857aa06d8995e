/** One server-sent event. */
export interface SseEvent {
  /** Its `event` field; empty = none. */
  readonly name: string;
  /** Its `data` lines, joined by line feeds. */
  readonly data: string;
}

const LF = 0x0a;
const CR = 0x0d;
const DATA = Buffer.from('data:');
const SPACE = 0x20;
const LINE_END = /\r\n|\n|\r/;
const BYTE_ORDER_MARK = '\uFEFF';

/** The end of the first line where the event is nothing but this line; -1 = there is more. */
function onlyLineEnd(bytes: Buffer, start: number, end: number): number {
  let last = end;
  while (last > start && (bytes[last - 1] === LF || bytes[last - 1] === CR)) last--;
  const feed = bytes.indexOf(LF, start);
  if (feed !== -1 && feed < last) return -1;
  return last;
}

function isData(bytes: Buffer, start: number): boolean {
  for (let at = 0; at < DATA.length; at++) if (bytes[start + at] !== DATA[at]) return false;
  return true;
}

/** The value of a line, where it is a line of this field; null = it is another one's. */
function valueOf(line: string, field: string): string | null {
  if (!line.startsWith(field)) return null;
  if (line.length === field.length) return '';
  if (line[field.length] !== ':') return null;
  return line.slice(line[field.length + 1] === ' ' ? field.length + 2 : field.length + 1);
}

function parseLines(text: string): SseEvent | null {
  let name = '';
  const data: string[] = [];
  for (const line of text.split(LINE_END)) {
    const value = valueOf(line, 'data');
    if (value === null) name = valueOf(line, 'event') ?? name;
    else data.push(value);
  }
  return data.length === 0 ? null : { name, data: data.join('\n') };
}

/**
 * Reads the bytes of one event, blank line included.
 * @returns null where it carries no data: comments, keep-alives, blank lines
 */
export function parseSseEvent(bytes: Buffer, start: number, end: number): SseEvent | null {
  if (isData(bytes, start)) {
    const lineEnd = onlyLineEnd(bytes, start, end);
    const valueStart = bytes[start + DATA.length] === SPACE ? start + DATA.length + 1 : start + DATA.length;
    if (lineEnd >= valueStart) {
      const data = bytes.toString('utf8', valueStart, lineEnd);
      // A lone CR would be a line end, too; no known server writes one.
      if (!data.includes('\r')) return { name: '', data };
    }
  }
  const text = bytes.toString('utf8', start, end);
  return parseLines(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
}
