import type { ServerResponse } from 'node:http';
import { buildAnswer } from './answer.ts';
import { blankAsk } from './ask.ts';
import { openaiChat } from './dialects/openaiChat.ts';

/** Prompt tokens that every fast answer reports: the prompt is not read. */
export const FAST_PROMPT_TOKENS = 10;

const MODEL = /"model"\s*:\s*"([^"\\]+)"/;
const STREAM = /"stream"\s*:\s*true/;
const USAGE = /"include_usage"\s*:\s*true/;

interface Prepared {
  body: Buffer;
  /** Frames of a stream; absent for a plain answer. */
  frames?: Buffer[];
}

/**
 * Chat answers made once for each model, for benchmarks: a request is searched for its model and stream flag, never
 * parsed. The text is the usual one for an empty message.
 */
export class FastAnswers {
  readonly #prepared = new Map<string, Prepared>();

  #prepare(model: string, stream: boolean, includeUsage: boolean): Prepared {
    const ask = { ...blankAsk('openai', 'chat', model), stream, includeUsage };
    const answer = buildAnswer(ask, { kind: 'ok', usage: { prompt: FAST_PROMPT_TOKENS } }, 1);
    const body = Buffer.from(JSON.stringify(openaiChat.json(ask, answer)));
    if (!stream || !openaiChat.stream) return { body };
    const { head, content, finish, done } = openaiChat.stream(ask, answer);
    return { body, frames: [...head, ...content, ...finish, ...done].map((frame) => Buffer.from(frame)) };
  }

  #find(request: string): Prepared {
    const model = MODEL.exec(request)?.[1] ?? 'unknown';
    const stream = STREAM.test(request);
    const usage = stream && USAGE.test(request);
    const key = `${model}|${stream}|${usage}`;
    const known = this.#prepared.get(key);
    if (known) return known;
    const made = this.#prepare(model, stream, usage);
    this.#prepared.set(key, made);
    return made;
  }

  /** Answers a chat request. */
  answer(request: Buffer, res: ServerResponse): void {
    const { body, frames } = this.#find(request.toString('latin1'));
    if (frames === undefined) {
      res.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
      res.end(body);
      return;
    }
    res.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
    for (const frame of frames) res.write(frame);
    res.end();
  }
}
