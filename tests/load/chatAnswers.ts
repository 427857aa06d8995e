/** Sizes in bytes of the bodies that are measured. */
export const BODY_BYTES = { small: 1024, large: 32 * 1024 } as const;

/** Content chunks of a measured stream. */
export const STREAM_CHUNKS = 50;

/** What marks the first content of a stream; role-only chunks don't hold it. */
export const FIRST_CONTENT = '"content":"word';

const HEAD = { id: 'chatcmpl-bench', created: 1_760_000_000, model: 'bench-upstream' };
const USAGE = { prompt_tokens: 200, completion_tokens: 150, total_tokens: 350 };

function chatAnswer(content: string): string {
  const choice = { index: 0, message: { role: 'assistant', content, refusal: null }, finish_reason: 'stop' };
  return JSON.stringify({ ...HEAD, object: 'chat.completion', choices: [choice], usage: USAGE });
}

/** Words of exactly this many characters. */
function words(characters: number): string {
  return 'word '.repeat(Math.ceil(characters / 5)).slice(0, characters);
}

/** A chat answer of exactly `bytes` bytes. */
export function answerOf(bytes: number): Buffer {
  return Buffer.from(chatAnswer(words(bytes - chatAnswer('').length)));
}

/** A chat request of exactly `bytes` bytes. */
export function requestOf(bytes: number, model: string, stream: boolean): string {
  const body = (content: string): string =>
    JSON.stringify({
      model,
      messages: [
        { role: 'system', content: 'You answer in one paragraph.' },
        { role: 'user', content },
      ],
      temperature: 0.2,
      ...(stream ? { stream: true } : {}),
    });
  return body(words(bytes - body('').length));
}

function frame(delta: object, finish: 'stop' | null): Buffer {
  const choices = [{ index: 0, delta, finish_reason: finish }];
  return Buffer.from(`data: ${JSON.stringify({ ...HEAD, object: 'chat.completion.chunk', choices })}\n\n`);
}

/** The frames of a stream: opening, one for each content chunk, closing; closing with usage for those who ask for it. */
export const STREAM_FRAMES = {
  opening: frame({ role: 'assistant', content: '' }, null),
  content: Array.from({ length: STREAM_CHUNKS }, (_, index) => frame({ content: `word${index} ` }, null)),
  closing: Buffer.concat([frame({}, 'stop'), Buffer.from('data: [DONE]\n\n')]),
  closingWithUsage: Buffer.concat([
    frame({}, 'stop'),
    Buffer.from(`data: ${JSON.stringify({ ...HEAD, object: 'chat.completion.chunk', choices: [], usage: USAGE })}\n\n`),
    Buffer.from('data: [DONE]\n\n'),
  ]),
} as const;
