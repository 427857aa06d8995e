import { blankAsk } from '../ask.ts';
import type { Ask, BadAsk, Tool } from '../ask.ts';
import type { Route } from '../call.ts';
import { isJson, jsonOf, listOf, numberOf, stringOf } from '../json.ts';
import type { Json } from '../json.ts';
import { sumUp } from './conversation.ts';
import type { Turn } from './conversation.ts';

const ROLES: Record<string, Turn['role']> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  assistant: 'assistant',
  tool: 'tool',
  function: 'tool',
};

const TEXT_PARTS = new Set(['text', 'input_text', 'output_text']);
const IMAGE_PARTS = new Set(['image_url', 'input_image']);

/** A message's content in OpenAI's two forms: text, or a list of parts. */
function openaiTurn(role: string | undefined, content: unknown): Turn {
  const known = ROLES[role ?? 'user'] ?? 'user';
  if (typeof content === 'string') return { role: known, text: content, images: 0 };
  const parts = listOf(content);
  const texts = parts.filter((part) => TEXT_PARTS.has(String(part.type)));
  return {
    role: known,
    text: texts.map((part) => stringOf(part.text) ?? '').join(''),
    images: parts.filter((part) => IMAGE_PARTS.has(String(part.type))).length,
  };
}

/** The function tools of a request, in Chat's nested or Responses' flat form. */
function openaiTools(body: Json): Tool[] {
  return listOf(body.tools)
    .map((tool) => (isJson(tool.function) ? tool.function : tool))
    .filter((tool) => typeof tool.name === 'string')
    .map((tool) => ({ name: String(tool.name), schema: jsonOf(tool.parameters) }));
}

/** `tool_choice` in its three forms: a word, Chat's nested name, Responses' flat name. */
function openaiToolChoice(choice: unknown): Ask['toolChoice'] {
  if (choice === 'none' || choice === 'required') return choice;
  const named = jsonOf(choice);
  const name = stringOf(jsonOf(named.function).name) ?? stringOf(named.name);
  return name === undefined ? 'auto' : { name };
}

/** The JSON that a `response_format` or `text.format` asks for. */
function openaiJsonFormat(format: unknown): Pick<Ask, 'json'> {
  const given = jsonOf(format);
  if (given.type === 'json_object') return { json: true };
  if (given.type !== 'json_schema') return {};
  return { json: jsonOf(jsonOf(given.json_schema).schema ?? given.schema) };
}

function limitOf(...values: unknown[]): Pick<Ask, 'maxTokens'> {
  const maxTokens = numberOf(...values);
  return maxTokens === undefined ? {} : { maxTokens };
}

function modelOf(body: Json, route: Route): string | undefined {
  return route.pathModel ?? stringOf(body.model);
}

const NO_MODEL: BadAsk = { message: 'you must provide a model parameter', param: null };

function streamOptionsFault(body: Json): BadAsk | undefined {
  if (!isJson(body.stream_options) || body.stream === true) return undefined;
  return {
    message: "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
    param: 'stream_options',
  };
}

/** Reads a chat completion request. */
export function readChat(body: Json, route: Route): Ask | BadAsk {
  const model = modelOf(body, route);
  if (model === undefined) return NO_MODEL;
  if (!Array.isArray(body.messages)) return { message: "Missing required parameter: 'messages'.", param: 'messages' };
  if (body.messages.length === 0) {
    return { message: "Invalid 'messages': empty array. Expected an array with minimum length 1.", param: 'messages' };
  }
  const turns = listOf(body.messages).map((message) => openaiTurn(stringOf(message.role), message.content));
  return (
    streamOptionsFault(body) ?? {
      ...blankAsk(route.dialect, route.endpoint, model),
      ...sumUp(turns),
      ...openaiJsonFormat(body.response_format),
      ...limitOf(body.max_completion_tokens, body.max_tokens),
      stream: body.stream === true,
      includeUsage: jsonOf(body.stream_options).include_usage === true,
      choices: numberOf(body.n) ?? 1,
      tools: openaiTools(body),
      toolChoice: openaiToolChoice(body.tool_choice),
    }
  );
}

function textsOf(input: unknown): string[] {
  const inputs = Array.isArray(input) && typeof input[0] !== 'number' ? input : [input];
  // Token lists are embedded by their numbers: any text that tells them apart will do.
  return inputs.map((item) => (typeof item === 'string' ? item : JSON.stringify(item ?? '')));
}

/** Reads a (legacy) completion request; the choices of several prompts follow one another. */
export function readCompletion(body: Json, route: Route): Ask | BadAsk {
  const model = modelOf(body, route);
  if (model === undefined) return NO_MODEL;
  const inputs = textsOf(body.prompt ?? '');
  return (
    streamOptionsFault(body) ?? {
      ...blankAsk(route.dialect, route.endpoint, model),
      ...limitOf(body.max_tokens),
      stream: body.stream === true,
      includeUsage: jsonOf(body.stream_options).include_usage === true,
      choices: (numberOf(body.n) ?? 1) * inputs.length,
      promptCharacters: inputs.join('').length,
      lastUserText: inputs.at(-1) ?? '',
    }
  );
}

/** Reads an embeddings request. */
export function readEmbeddings(body: Json, route: Route): Ask | BadAsk {
  const model = modelOf(body, route);
  if (model === undefined) return NO_MODEL;
  if (body.input === undefined) return { message: "Missing required parameter: 'input'.", param: 'input' };
  const inputs = textsOf(body.input);
  const dimensions = numberOf(body.dimensions);
  return {
    ...blankAsk(route.dialect, route.endpoint, model),
    inputs,
    promptCharacters: inputs.join('').length,
    base64: body.encoding_format === 'base64',
    ...(dimensions === undefined ? {} : { dimensions }),
  };
}

function responsesTurns(body: Json): Turn[] {
  const instructions = stringOf(body.instructions);
  const system = instructions === undefined ? [] : [openaiTurn('system', instructions)];
  if (typeof body.input === 'string') return [...system, openaiTurn('user', body.input)];
  const items = listOf(body.input).map((item): Turn => {
    if (item.type === 'function_call_output') return { role: 'tool', text: '', images: 0 };
    return openaiTurn(stringOf(item.role) ?? 'assistant', item.content);
  });
  return [...system, ...items];
}

/** Reads a Responses API request. */
export function readResponses(body: Json, route: Route): Ask | BadAsk {
  const model = modelOf(body, route);
  if (model === undefined) return NO_MODEL;
  if (body.input === undefined) return { message: "Missing required parameter: 'input'.", param: 'input' };
  return {
    ...blankAsk(route.dialect, route.endpoint, model),
    ...sumUp(responsesTurns(body)),
    ...openaiJsonFormat(jsonOf(body.text).format),
    ...limitOf(body.max_output_tokens),
    stream: body.stream === true,
    includeUsage: true,
    tools: openaiTools(body),
    toolChoice: openaiToolChoice(body.tool_choice),
  };
}
