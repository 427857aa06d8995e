import type { Answer } from '../answer.ts';
import type { Ask } from '../ask.ts';
import { serialId } from '../ids.ts';
import type { Json } from '../json.ts';
import { dataFrame } from './endpoint.ts';
import type { Endpoint, StreamFrames } from './endpoint.ts';
import { readCompletion } from './openaiRead.ts';
import { chatUsage } from './openaiUsage.ts';

function baseOf(ask: Ask, answer: Answer): Json {
  return {
    id: `cmpl-${serialId(answer.serial, 29)}`,
    object: 'text_completion',
    created: answer.created,
    model: ask.model,
    system_fingerprint: answer.fingerprint,
  };
}

function finishOf(answer: Answer): string {
  if (answer.finish === 'filter') return 'content_filter';
  return answer.finish === 'length' ? 'length' : 'stop';
}

function choices(ask: Ask, text: string, finish: string | null): Json[] {
  return Array.from({ length: ask.choices }, (_, index) => ({ text, index, logprobs: null, finish_reason: finish }));
}

function json(ask: Ask, answer: Answer): Json {
  return {
    ...baseOf(ask, answer),
    choices: choices(ask, answer.text || answer.refusal, finishOf(answer)),
    ...(answer.usage ? { usage: chatUsage(answer.usage) } : {}),
  };
}

function stream(ask: Ask, answer: Answer): StreamFrames {
  const base = baseOf(ask, answer);
  const frames = (text: string, finish: string | null): string[] =>
    choices(ask, text, finish).map((choice) => dataFrame({ ...base, choices: [choice] }));
  const usage = ask.includeUsage && answer.usage ? [{ ...base, choices: [], usage: chatUsage(answer.usage) }] : [];
  const pieces = answer.refusal === '' ? answer.pieces : [answer.refusal];
  return {
    head: [],
    content: pieces.flatMap((piece) => frames(piece, null)),
    finish: [...frames('', finishOf(answer)), ...usage.map(dataFrame)],
    done: ['data: [DONE]\n\n'],
  };
}

/** Legacy text completions. */
export const openaiCompletions: Endpoint = {
  read: readCompletion,
  json,
  stream,
  streamError: (error) => dataFrame(error.body),
  keepAlive: ': keep-alive\n\n',
};
