import type { Answer, Finish, Usage } from '../answer.ts';
import type { Ask } from '../ask.ts';
import { serialId } from '../ids.ts';
import type { Json } from '../json.ts';
import { argumentPieces } from './argumentPieces.ts';
import { dataFrame } from './endpoint.ts';
import type { Endpoint, StreamFrames } from './endpoint.ts';
import { readGenerate } from './googleRead.ts';

const FINISH: Record<Finish, string> = {
  stop: 'STOP',
  length: 'MAX_TOKENS',
  tool: 'STOP',
  filter: 'SAFETY',
  refusal: 'STOP',
};

/** Gemini counts thoughts apart from the candidates' tokens. */
function usageJson(usage: Usage): Json {
  return {
    promptTokenCount: usage.prompt,
    candidatesTokenCount: usage.completion - usage.reasoning,
    totalTokenCount: usage.prompt + usage.completion,
    ...(usage.cached > 0 ? { cachedContentTokenCount: usage.cached } : {}),
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: usage.prompt }],
    ...(usage.reasoning > 0 ? { thoughtsTokenCount: usage.reasoning } : {}),
  };
}

function envelope(ask: Ask, answer: Answer): Json {
  return { modelVersion: ask.model, responseId: serialId(answer.serial, 22) };
}

function usageField(answer: Answer): Json {
  return answer.usage ? { usageMetadata: usageJson(answer.usage) } : {};
}

/** The last field set of a candidate; one that was filtered, or ran out of room, has no content at all. */
function candidate(answer: Answer, index: number, parts: Json[], finish: boolean): Json {
  const silent = parts.length === 0 && (answer.finish === 'filter' || answer.finish === 'length');
  const probability = answer.finish === 'filter' ? 'HIGH' : 'NEGLIGIBLE';
  return {
    ...(silent ? {} : { content: { parts, role: 'model' } }),
    ...(finish ? { finishReason: FINISH[answer.finish] } : {}),
    index,
    ...(answer.finish === 'filter'
      ? { safetyRatings: [{ category: 'HARM_CATEGORY_DANGEROUS_CONTENT', probability }] }
      : {}),
  };
}

function functionCalls(answer: Answer): Json[] {
  return answer.toolCalls.map((call) => ({ functionCall: { name: call.name, args: call.input, id: call.id } }));
}

function wholeParts(answer: Answer): Json[] {
  const words = answer.text || answer.refusal;
  return [
    ...(answer.reasoning === '' ? [] : [{ text: answer.reasoning, thought: true }]),
    ...(words === '' ? [] : [{ text: words }]),
    ...functionCalls(answer),
  ];
}

function indexes(ask: Ask): number[] {
  return Array.from({ length: ask.choices }, (_, index) => index);
}

function whole(ask: Ask, answer: Answer): Json {
  const candidates = indexes(ask).map((index) => candidate(answer, index, wholeParts(answer), true));
  return { candidates, ...usageField(answer), ...envelope(ask, answer) };
}

function deltaParts(answer: Answer): Json[] {
  const words = answer.refusal === '' ? answer.pieces : argumentPieces(answer.refusal);
  return [
    ...argumentPieces(answer.reasoning).map((text) => ({ text, thought: true })),
    ...words.map((text) => ({ text })),
    ...functionCalls(answer),
  ];
}

/** Every chunk of Gemini repeats the prompt's tokens: clients that add up the chunks count wrongly. */
function runningUsage(answer: Answer): Json {
  if (!answer.usage) return {};
  const { prompt } = answer.usage;
  const promptTokensDetails = [{ modality: 'TEXT', tokenCount: prompt }];
  return { usageMetadata: { promptTokenCount: prompt, totalTokenCount: prompt, promptTokensDetails } };
}

function deltas(ask: Ask, answer: Answer): Json[] {
  return deltaParts(answer).flatMap((part) =>
    indexes(ask).map((index) => ({
      candidates: [candidate(answer, index, [part], false)],
      ...runningUsage(answer),
      ...envelope(ask, answer),
    })),
  );
}

function lastChunk(ask: Ask, answer: Answer): Json {
  const silent = answer.finish === 'filter' || answer.finish === 'length';
  const parts = silent ? [] : [{ text: '' }];
  const candidates = indexes(ask).map((index) => candidate(answer, index, parts, true));
  return { candidates, ...usageField(answer), ...envelope(ask, answer) };
}

function stream(ask: Ask, answer: Answer): StreamFrames {
  return {
    head: [],
    content: deltas(ask, answer).map(dataFrame),
    finish: [dataFrame(lastChunk(ask, answer))],
    // Gemini has no terminal event: the connection closes after the finish reason.
    done: [],
  };
}

/** Gemini's generateContent and streamGenerateContent. */
export const googleGenerate: Endpoint = {
  read: readGenerate,
  // Without alt=sse a "stream" is one JSON list.
  json: (ask, answer) =>
    ask.endpoint === 'streamGenerate' ? [...deltas(ask, answer), lastChunk(ask, answer)] : whole(ask, answer),
  stream,
  streamError: (error) => dataFrame(error.body),
  keepAlive: ': keep-alive\n\n',
};

/** Gemini's countTokens. */
export const googleCountTokens: Endpoint = {
  read: readGenerate,
  json: (_ask, answer) => ({ totalTokens: answer.usage?.prompt ?? 0 }),
  keepAlive: '',
};
