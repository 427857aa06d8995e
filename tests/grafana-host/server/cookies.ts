import type { IncomingMessage } from 'node:http';

/** The cookies of a request by name. */
export function cookiesOf(request: IncomingMessage): Readonly<Record<string, string>> {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return Object.fromEntries(
    pairs.filter(([name]) => name !== '').map(([name = '', ...value]) => [name, decodeURIComponent(value.join('='))]),
  );
}
