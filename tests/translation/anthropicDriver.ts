import Anthropic from '@anthropic-ai/sdk';
import type { Message, MessageCreateParamsNonStreaming, MessageParam, StopReason } from '@anthropic-ai/sdk/resources';
import { PNG, WEATHER, type ClientDriver, type Question, type Reply } from './question.ts';

/** The official Anthropic client. */
export class AnthropicDriver implements ClientDriver {
  readonly #client: Anthropic;

  constructor(origin: string) {
    this.#client = new Anthropic({ baseURL: origin, apiKey: 'k', maxRetries: 0 });
  }

  async ask(question: Question): Promise<Reply> {
    const body = bodyOf(question);
    if (!question.stream) return replyOf(await this.#client.messages.create(body));
    return replyOf(await this.#client.messages.stream(body).finalMessage());
  }
}

function bodyOf(question: Question): MessageCreateParamsNonStreaming {
  const { name, description, schema } = WEATHER;
  return {
    model: 'asked-for',
    max_tokens: question.maxTokens ?? 1000,
    ...(question.system === undefined ? {} : { system: [{ type: 'text', text: question.system }] }),
    messages: messagesOf(question),
    ...(question.tools ? { tools: [{ name, description, input_schema: { ...schema, type: 'object' as const } }] } : {}),
    ...(question.schema ? { output_config: { format: { type: 'json_schema', schema } } } : {}),
  };
}

function messagesOf({ text, image, results }: Question): MessageParam[] {
  const source = { type: 'base64' as const, media_type: 'image/png' as const, data: PNG };
  const user: MessageParam = {
    role: 'user',
    content: image
      ? [
          { type: 'text', text },
          { type: 'image', source },
        ]
      : text,
  };
  if (results === undefined) return [user];
  return [
    user,
    {
      role: 'assistant',
      content: results.map(({ id, name }) => ({ type: 'tool_use', id, name, input: { city: 'Oslo' } })),
    },
    {
      role: 'user',
      content: results.map(({ id, result }) => ({
        type: 'tool_result',
        tool_use_id: id,
        content: [{ type: 'text', text: result }],
      })),
    },
  ];
}

function replyOf(answer: Message): Reply {
  const finishes: Partial<Record<StopReason, Reply['finish']>> = {
    end_turn: 'stop',
    max_tokens: 'length',
    tool_use: 'tool',
  };
  return {
    text: answer.content.map((block) => (block.type === 'text' ? block.text : '')).join(''),
    calls: answer.content.flatMap((block) =>
      block.type === 'tool_use' ? [{ id: block.id, name: block.name, input: block.input }] : [],
    ),
    finish: finishes[answer.stop_reason!]!,
    model: answer.model,
    input: answer.usage.input_tokens,
    output: answer.usage.output_tokens,
  };
}
