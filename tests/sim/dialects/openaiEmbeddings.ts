import type { Answer } from '../answer.ts';
import type { Ask } from '../ask.ts';
import type { Json } from '../json.ts';
import type { Endpoint } from './endpoint.ts';
import { readEmbeddings } from './openaiRead.ts';
import { vectorOf } from './vectorOf.ts';

function encode(vector: Float32Array, base64: boolean): string | number[] {
  return base64 ? Buffer.from(vector.buffer).toString('base64') : Array.from(vector);
}

function json(ask: Ask, answer: Answer): Json {
  // An answer without content has no vectors either.
  const inputs = answer.text === '' ? [] : ask.inputs;
  const data = inputs.map((text, index) => ({
    object: 'embedding',
    index,
    embedding: encode(vectorOf(ask.model, text, ask.dimensions), ask.base64),
  }));
  const { usage } = answer;
  return {
    object: 'list',
    data,
    model: ask.model,
    ...(usage ? { usage: { prompt_tokens: usage.prompt, total_tokens: usage.prompt } } : {}),
  };
}

/** Embeddings, of OpenAI and of Azure OpenAI. */
export const openaiEmbeddings: Endpoint = { read: readEmbeddings, json, keepAlive: '' };
