/** A body as people read it: JSON on lines of its own, anything else as it is; undefined where there is none. */
export function prettyBody(body: string | null): string | undefined {
  if (body === null || body.trim() === '') return undefined;
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    // Not every client error is JSON.
    return body;
  }
}
