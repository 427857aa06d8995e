import { blankAsk } from '../ask.ts';
import type { Ask, BadAsk } from '../ask.ts';
import type { Route } from '../call.ts';
import { jsonOf, listOf, numberOf, stringOf } from '../json.ts';
import type { Json } from '../json.ts';
import { sumUp } from './conversation.ts';
import type { Turn } from './conversation.ts';

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return listOf(content)
    .filter((block) => block.type === 'text')
    .map((block) => stringOf(block.text) ?? '')
    .join('');
}

function turnOf(message: Json): Turn {
  const blocks = listOf(message.content);
  const images = blocks.filter((block) => block.type === 'image').length;
  const text = textOf(message.content);
  // Tool results come in a user message; one with words beside them is the user's turn.
  if (text === '' && blocks.some((block) => block.type === 'tool_result')) return { role: 'tool', text, images };
  return { role: message.role === 'assistant' ? 'assistant' : 'user', text, images };
}

function fault(body: Json): BadAsk | undefined {
  const required = (field: string): BadAsk => ({ message: `${field}: Field required`, param: field });
  if (typeof body.model !== 'string') return required('model');
  if (!Array.isArray(body.messages)) return required('messages');
  if (body.messages.length === 0) {
    return { message: 'messages: at least one message is required', param: 'messages' };
  }
  const stranger = listOf(body.messages).findIndex(({ role }) => role !== 'user' && role !== 'assistant');
  if (stranger < 0) return undefined;
  return {
    message: `messages.${stranger}.role: Input should be 'user' or 'assistant'`,
    param: 'messages',
  };
}

function toolChoiceOf(body: Json): Ask['toolChoice'] {
  const choice = jsonOf(body.tool_choice);
  if (choice.type === 'any') return 'required';
  if (choice.type === 'none') return 'none';
  return choice.type === 'tool' ? { name: String(choice.name) } : 'auto';
}

function jsonFormat(body: Json): Pick<Ask, 'json'> {
  const format = jsonOf(jsonOf(body.output_config).format ?? body.output_format);
  return format.type === 'json_schema' ? { json: jsonOf(format.schema) } : {};
}

/** Reads the conversation of a messages or count_tokens request. */
export function readConversation(body: Json, route: Route): Ask | BadAsk {
  const wrong = fault(body);
  if (wrong) return wrong;
  const system = textOf(body.system);
  const turns = listOf(body.messages).map(turnOf);
  if (system !== '') turns.unshift({ role: 'system', text: system, images: 0 });
  return {
    ...blankAsk('anthropic', route.endpoint, String(body.model)),
    ...sumUp(turns),
    ...jsonFormat(body),
    stream: body.stream === true,
    includeUsage: true,
    tools: listOf(body.tools).map((tool) => ({ name: String(tool.name), schema: jsonOf(tool.input_schema) })),
    toolChoice: toolChoiceOf(body),
  };
}

/** Reads a messages request. */
export function readMessages(body: Json, route: Route): Ask | BadAsk {
  const maxTokens = numberOf(body.max_tokens);
  if (maxTokens === undefined) return { message: 'max_tokens: Field required', param: 'max_tokens' };
  const ask = readConversation(body, route);
  return 'param' in ask ? ask : { ...ask, maxTokens };
}
