import type { Answer } from '../answer.ts';
import type { Ask } from '../ask.ts';
import type { Json } from '../json.ts';
import type { Endpoint } from './endpoint.ts';
import { readEmbed } from './googleRead.ts';
import { vectorOf } from './vectorOf.ts';

function json(ask: Ask, answer: Answer): Json {
  const inputs = answer.text === '' ? [] : ask.inputs;
  const embeddings = inputs.map((text) => ({ values: Array.from(vectorOf(ask.model, text, ask.dimensions)) }));
  if (ask.endpoint === 'batchEmbedContents') return { embeddings };
  return { embedding: embeddings[0] ?? { values: [] } };
}

/** Gemini's embedContent and batchEmbedContents. */
export const googleEmbeddings: Endpoint = { read: readEmbed, json, keepAlive: '' };
