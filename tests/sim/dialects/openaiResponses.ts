import type { Answer, Usage } from '../answer.ts';
import type { Ask } from '../ask.ts';
import type { ProviderError } from '../errors/providerError.ts';
import { serialId } from '../ids.ts';
import { jsonOf, stringOf } from '../json.ts';
import type { Json } from '../json.ts';
import { namedFrame } from './endpoint.ts';
import type { Endpoint, StreamErrorStyle, StreamFrames } from './endpoint.ts';
import { readResponses } from './openaiRead.ts';
import { responsesUsage } from './openaiUsage.ts';
import { outputItems } from './responsesItems.ts';
import { itemEvents } from './responsesItemEvents.ts';

const INCOMPLETE: Partial<Record<Answer['finish'], string>> = {
  length: 'max_output_tokens',
  filter: 'content_filter',
};

interface Progress {
  status: 'in_progress' | 'completed' | 'incomplete' | 'failed';
  output: Json[];
  usage: Usage | undefined;
  error?: Json;
}

function responseObject(serial: number, model: string, created: number, progress: Progress, reason?: string): Json {
  return {
    id: `resp_${serialId(serial, 48)}`,
    object: 'response',
    created_at: created,
    status: progress.status,
    background: false,
    error: progress.error ?? null,
    incomplete_details: reason === undefined ? null : { reason },
    instructions: null,
    max_output_tokens: null,
    metadata: {},
    model,
    output: progress.output,
    parallel_tool_calls: true,
    previous_response_id: null,
    reasoning: { effort: null, summary: null },
    service_tier: 'default',
    store: true,
    temperature: 1,
    text: { format: { type: 'text' } },
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: 'disabled',
    usage: progress.usage ? responsesUsage(progress.usage) : null,
    user: null,
  };
}

function finished(ask: Ask, answer: Answer): Json {
  const reason = INCOMPLETE[answer.finish];
  const status = reason === undefined ? 'completed' : 'incomplete';
  const progress: Progress = { status, output: outputItems(answer), usage: answer.usage };
  return responseObject(answer.serial, ask.model, answer.created, progress, reason);
}

type Event = Json & { type: string };

function stream(ask: Ask, answer: Answer): StreamFrames {
  const started = responseObject(answer.serial, ask.model, answer.created, {
    status: 'in_progress',
    output: [],
    usage: undefined,
  });
  const final = finished(ask, answer);
  const items = itemEvents(answer);
  const parts: Event[][] = [
    [
      { type: 'response.created', response: started },
      { type: 'response.in_progress', response: started },
      ...items.head,
    ],
    items.content,
    items.finish,
    [{ type: `response.${String(final.status)}`, response: final }],
  ];
  let sequence = 0;
  const [head = [], content = [], finish = [], done = []] = parts.map((events) =>
    events.map((event) => namedFrame({ ...event, sequence_number: sequence++ })),
  );
  return { head, content, finish, done };
}

function streamError(error: ProviderError, style: StreamErrorStyle): string {
  const said = jsonOf(jsonOf(error.body).error);
  const code = stringOf(said.code) ?? stringOf(said.type) ?? 'server_error';
  const message = stringOf(said.message) ?? '';
  if (!style.failed) return namedFrame({ type: 'error', code, message, param: null, sequence_number: 0 });
  const progress: Progress = { status: 'failed', output: [], usage: undefined, error: { code, message } };
  const response = responseObject(style.serial, style.model, 0, progress);
  return namedFrame({ type: 'response.failed', response, sequence_number: 0 });
}

/** The Responses API, of OpenAI and of Azure OpenAI. */
export const openaiResponses: Endpoint = {
  read: readResponses,
  json: finished,
  stream,
  streamError,
  keepAlive: ': keep-alive\n\n',
};
