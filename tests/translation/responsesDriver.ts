import OpenAI from 'openai';
import type { Response, ResponseCreateParamsNonStreaming, ResponseInput } from 'openai/resources/responses/responses';
import { PNG, WEATHER, type ClientDriver, type Question, type Reply } from './question.ts';

/** The official OpenAI client, responses. */
export class ResponsesDriver implements ClientDriver {
  readonly #client: OpenAI;

  constructor(origin: string) {
    this.#client = new OpenAI({ baseURL: `${origin}/v1`, apiKey: 'k', maxRetries: 0 });
  }

  async ask(question: Question): Promise<Reply> {
    const body = bodyOf(question);
    if (!question.stream) return replyOf(await this.#client.responses.create(body));
    return replyOf(await this.#client.responses.stream({ ...body, stream: true }).finalResponse());
  }
}

function bodyOf(question: Question): ResponseCreateParamsNonStreaming {
  const { name, description, schema } = WEATHER;
  const format = { type: 'json_schema' as const, name: 'weather', strict: true, schema };
  return {
    model: 'asked-for',
    input: inputOf(question),
    ...(question.system === undefined ? {} : { instructions: question.system }),
    ...(question.maxTokens === undefined ? {} : { max_output_tokens: question.maxTokens }),
    ...(question.tools ? { tools: [{ type: 'function', name, description, parameters: schema, strict: true }] } : {}),
    ...(question.schema ? { text: { format } } : {}),
  };
}

function inputOf({ text, image, results }: Question): string | ResponseInput {
  if (!image && results === undefined) return text;
  const url = `data:image/png;base64,${PNG}`;
  const picture = { type: 'input_image' as const, detail: 'auto' as const, image_url: url };
  return [
    { role: 'user', content: [{ type: 'input_text', text }, ...(image ? [picture] : [])] },
    ...(results ?? []).map(({ id, name }) => ({
      type: 'function_call' as const,
      call_id: id,
      name,
      arguments: '{"city":"Oslo"}',
    })),
    ...(results ?? []).map(({ id, result }) => ({
      type: 'function_call_output' as const,
      call_id: id,
      output: result,
    })),
  ];
}

function replyOf(answer: Response): Reply {
  const calls = answer.output.flatMap((item) =>
    item.type === 'function_call'
      ? [{ id: item.call_id, name: item.name, input: JSON.parse(item.arguments) as unknown }]
      : [],
  );
  const whole = calls.length > 0 ? 'tool' : 'stop';
  return {
    text: answer.output_text,
    calls,
    finish: answer.status === 'incomplete' ? 'length' : whole,
    model: answer.model,
    input: answer.usage!.input_tokens,
    output: answer.usage!.output_tokens,
  };
}
