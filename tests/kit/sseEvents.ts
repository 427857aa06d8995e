/** One event of a stream. */
export interface ReadEvent {
  readonly event: string;
  readonly data: string;
}

/** The events of a stream's text; comments and an event without its blank line are left out. */
export function sseEvents(text: string): ReadEvent[] {
  const blocks = text.replaceAll('\r\n', '\n').split('\n\n').slice(0, -1);
  return blocks.flatMap((block) => {
    const lines = block.split('\n');
    const field = (name: string): string[] =>
      lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).replace(/^ /, ''));
    const data = field('data');
    return data.length === 0 ? [] : [{ event: field('event')[0] ?? 'message', data: data.join('\n') }];
  });
}
