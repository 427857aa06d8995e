import type { ServerResponse } from 'node:http';
import type { ProviderServer } from './providerServer.ts';

/** Headers of a stream. */
export const SSE = { 'content-type': 'text/event-stream' };

/** One event as its bytes. */
export const event = (json: object | string): string =>
  `data: ${typeof json === 'string' ? json : JSON.stringify(json)}\n\n`;

/** One chunk of chat completions. */
export const delta = (fields: object, finish: string | null = null): string =>
  event({ choices: [{ index: 0, delta: fields, finish_reason: finish }] });

export const ROLE = delta({ role: 'assistant', content: '' });
export const STOP = delta({}, 'stop');
export const USAGE = event({ choices: [], usage: { prompt_tokens: 3, completion_tokens: 4 } });
export const DONE = event('[DONE]');

/** Answers with these pieces, each in a packet of its own, and ends in order. */
export function streams(provider: ProviderServer, pieces: readonly (string | Buffer)[]): void {
  provider.respond(async (response) => {
    response.writeHead(200, SSE);
    for (const piece of pieces) {
      response.write(piece);
      await new Promise((resolve) => setImmediate(resolve));
    }
    response.end();
  });
}

/** Answers with this, then lets the test go on with the response. */
export function begins(provider: ProviderServer, text: string): Promise<ServerResponse> {
  return new Promise((resolve) => {
    provider.respond((response) => {
      response.writeHead(200, SSE);
      response.write(text);
      resolve(response);
    });
  });
}

/** Resolves when the agent has closed the connection of a response. */
export function hangUp(response: Promise<ServerResponse>): Promise<void> {
  return response.then((kept) => new Promise((resolve) => void kept.on('close', resolve)));
}
