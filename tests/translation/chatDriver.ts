import OpenAI from 'openai';
import type {
  ChatCompletion,
  ChatCompletionCreateParamsNonStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources';
import { PNG, WEATHER, type ClientDriver, type Question, type Reply } from './question.ts';

/** The official OpenAI client, chat completions. */
export class ChatDriver implements ClientDriver {
  readonly #client: OpenAI;

  constructor(origin: string) {
    this.#client = new OpenAI({ baseURL: `${origin}/v1`, apiKey: 'k', maxRetries: 0 });
  }

  async ask(question: Question): Promise<Reply> {
    const body = bodyOf(question);
    const completions = this.#client.chat.completions;
    if (!question.stream) return replyOf(await completions.create(body));
    const stream = completions.stream({ ...body, stream: true, stream_options: { include_usage: true } });
    return replyOf(await stream.finalChatCompletion());
  }
}

function bodyOf(question: Question): ChatCompletionCreateParamsNonStreaming {
  const { name, description, schema } = WEATHER;
  return {
    model: 'asked-for',
    messages: messagesOf(question),
    ...(question.maxTokens === undefined ? {} : { max_completion_tokens: question.maxTokens }),
    ...(question.tools ? { tools: [{ type: 'function', function: { name, description, parameters: schema } }] } : {}),
    ...(question.schema
      ? { response_format: { type: 'json_schema', json_schema: { name: 'weather', strict: true, schema } } }
      : {}),
  };
}

function messagesOf({ system, text, image, results }: Question): ChatCompletionMessageParam[] {
  const picture = { type: 'image_url' as const, image_url: { url: `data:image/png;base64,${PNG}` } };
  const calls = (results ?? []).map(({ id, name }) => ({
    id,
    type: 'function' as const,
    function: { name, arguments: '{"city":"Oslo"}' },
  }));
  return [
    ...(system === undefined ? [] : [{ role: 'system' as const, content: system }]),
    { role: 'user', content: image ? [{ type: 'text', text }, picture] : text },
    ...(calls.length === 0 ? [] : [{ role: 'assistant' as const, content: null, tool_calls: calls }]),
    ...(results ?? []).map(({ id, result }) => ({ role: 'tool' as const, tool_call_id: id, content: result })),
  ];
}

function replyOf(answer: ChatCompletion): Reply {
  const { message, finish_reason: reason } = answer.choices[0]!;
  const calls = (message.tool_calls ?? []).map((call) => {
    if (call.type !== 'function') throw new Error('not a function');
    return { id: call.id, name: call.function.name, input: JSON.parse(call.function.arguments) as unknown };
  });
  const finishes: Partial<Record<typeof reason, Reply['finish']>> = {
    stop: 'stop',
    length: 'length',
    tool_calls: 'tool',
  };
  return {
    text: message.content ?? '',
    calls,
    finish: finishes[reason]!,
    model: answer.model,
    input: answer.usage!.prompt_tokens,
    output: answer.usage!.completion_tokens,
  };
}
