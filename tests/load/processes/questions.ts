/** A question over IPC; the answer carries the same id. */
export interface Question {
  readonly id: number;
  readonly ask: string;
  readonly input?: unknown;
}

/** What comes back: a value, or why there is none. */
export interface Reply {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

type Handlers = Readonly<Record<string, (input: unknown) => unknown>>;

function isQuestion(message: unknown): message is Question {
  return typeof message === 'object' && message !== null && 'ask' in message && 'id' in message;
}

async function replyTo(question: Question, handler: (input: unknown) => unknown): Promise<Reply> {
  try {
    return { id: question.id, value: await handler(question.input) };
  } catch (error) {
    return { id: question.id, error: error instanceof Error ? error.message : String(error) };
  }
}

/** Answers the parent's questions that have a handler here; others are left to whoever else listens. */
export function answerQuestions(handlers: Handlers): void {
  process.on('message', (message: unknown) => {
    if (!isQuestion(message)) return;
    const handler = handlers[message.ask];
    if (handler) void replyTo(message, handler).then((reply) => process.send?.(reply));
  });
}
