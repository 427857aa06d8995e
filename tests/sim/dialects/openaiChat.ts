import type { Answer, Finish, ToolCall } from '../answer.ts';
import type { Ask } from '../ask.ts';
import { contentFilterResults } from '../errors/azureErrors.ts';
import { serialId } from '../ids.ts';
import type { Json } from '../json.ts';
import { argumentPieces } from './argumentPieces.ts';
import { dataFrame } from './endpoint.ts';
import type { Endpoint, StreamFrames } from './endpoint.ts';
import { readChat } from './openaiRead.ts';
import { chatUsage } from './openaiUsage.ts';

const FINISH: Record<Finish, string> = {
  stop: 'stop',
  length: 'length',
  tool: 'tool_calls',
  filter: 'content_filter',
  refusal: 'stop',
};

const DONE = 'data: [DONE]\n\n';

function toolCallJson(call: ToolCall): Json {
  return { id: `call_${call.id}`, type: 'function', function: { name: call.name, arguments: call.arguments } };
}

function indexes(ask: Ask): number[] {
  return Array.from({ length: ask.choices }, (_, index) => index);
}

function messageOf(answer: Answer): Json {
  const silent = answer.toolCalls.length > 0 || answer.refusal !== '' || answer.finish === 'filter';
  return {
    role: 'assistant',
    content: silent && answer.text === '' ? null : answer.text,
    ...(answer.reasoning === '' ? {} : { reasoning_content: answer.reasoning }),
    ...(answer.toolCalls.length > 0 ? { tool_calls: answer.toolCalls.map(toolCallJson) } : {}),
    refusal: answer.refusal === '' ? null : answer.refusal,
    annotations: [],
  };
}

function promptFilter(): Json {
  return { prompt_filter_results: [{ prompt_index: 0, content_filter_results: contentFilterResults(false) }] };
}

function choiceFilter(ask: Ask, answer: Answer): Json {
  if (ask.dialect !== 'azure') return {};
  return { content_filter_results: contentFilterResults(answer.finish === 'filter') };
}

function json(ask: Ask, answer: Answer): Json {
  const choices = indexes(ask).map((index) => ({
    index,
    message: messageOf(answer),
    logprobs: null,
    finish_reason: FINISH[answer.finish],
    ...choiceFilter(ask, answer),
  }));
  return {
    id: `chatcmpl-${serialId(answer.serial, 29)}`,
    object: 'chat.completion',
    created: answer.created,
    model: ask.model,
    choices,
    ...(answer.usage ? { usage: chatUsage(answer.usage) } : {}),
    service_tier: 'default',
    system_fingerprint: answer.fingerprint,
    ...(ask.dialect === 'azure' ? promptFilter() : {}),
  };
}

function toolDeltas(answer: Answer): Json[] {
  return answer.toolCalls.flatMap((call, index) => [
    { tool_calls: [{ index, ...toolCallJson({ ...call, arguments: '' }) }] },
    ...argumentPieces(call.arguments).map((piece) => ({ tool_calls: [{ index, function: { arguments: piece } }] })),
  ]);
}

function contentDeltas(answer: Answer): Json[] {
  return [
    ...(answer.reasoning === '' ? [] : argumentPieces(answer.reasoning)).map((piece) => ({ reasoning_content: piece })),
    ...(answer.refusal === '' ? [] : argumentPieces(answer.refusal)).map((piece) => ({ refusal: piece })),
    ...answer.pieces.map((piece) => ({ content: piece })),
    ...toolDeltas(answer),
  ];
}

/** Azure opens a stream with a chunk of its own: no id, no model, no choices, only its verdict on the prompt. */
function azurePreamble(ask: Ask): string[] {
  if (ask.dialect !== 'azure') return [];
  return [dataFrame({ choices: [], created: 0, id: '', model: '', object: '', ...promptFilter() })];
}

function stream(ask: Ask, answer: Answer): StreamFrames {
  const base = {
    id: `chatcmpl-${serialId(answer.serial, 29)}`,
    object: 'chat.completion.chunk',
    created: answer.created,
    model: ask.model,
    service_tier: 'default',
    system_fingerprint: answer.fingerprint,
  };
  const noUsage = ask.includeUsage ? { usage: null } : {};
  const frame = (index: number, delta: Json, finish: string | null = null): string =>
    dataFrame({ ...base, choices: [{ index, delta, logprobs: null, finish_reason: finish }], ...noUsage });
  const start = { role: 'assistant', content: answer.toolCalls.length > 0 ? null : '', refusal: null };
  const usage = ask.includeUsage && answer.usage ? [{ ...base, choices: [], usage: chatUsage(answer.usage) }] : [];
  return {
    head: [...azurePreamble(ask), ...indexes(ask).map((index) => frame(index, start))],
    content: contentDeltas(answer).flatMap((delta) => indexes(ask).map((index) => frame(index, delta))),
    finish: [...indexes(ask).map((index) => frame(index, {}, FINISH[answer.finish])), ...usage.map(dataFrame)],
    done: [DONE],
  };
}

/** Chat completions, of OpenAI and of Azure OpenAI. */
export const openaiChat: Endpoint = {
  read: readChat,
  json,
  stream,
  streamError: (error) => dataFrame(error.body),
  keepAlive: ': keep-alive\n\n',
};
