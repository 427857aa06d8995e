/** Hands a text to the browser as a file to keep. */
export function saveFile(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has taken hold of it by the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** `understudy-events-2026-11-21-1431.csv`, in UTC. */
export function csvName(what: string, now: Date): string {
  const [day = '', time = ''] = now.toISOString().split('T');
  return `understudy-${what}-${day}-${time.slice(0, 5).replace(':', '')}.csv`;
}
