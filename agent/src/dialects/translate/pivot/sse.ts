/** One server-sent event without a name (chat, completions). */
export function sseData(data: unknown): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

/** One named server-sent event; its data repeats the name as `type` (messages, responses). */
export function sseEvent(type: string, fields: Readonly<Record<string, unknown>>): string {
  return `event: ${type}\n${sseData({ type, ...fields })}`;
}
