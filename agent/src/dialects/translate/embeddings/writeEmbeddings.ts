import type { EmbeddingsRequest } from './readEmbeddings.ts';

/** Vectors as the body of an embeddings answer. Gemini reports no usage: the counts are 0. */
export function writeEmbeddings(
  vectors: readonly (readonly number[])[],
  { encoding }: EmbeddingsRequest,
  model: string,
): Record<string, unknown> {
  const data = vectors.map((vector, index) => ({
    object: 'embedding',
    index,
    embedding: encoding === 'base64' ? base64(vector) : vector,
  }));
  return { object: 'list', data, model, usage: { prompt_tokens: 0, total_tokens: 0 } };
}

/** Little-endian 32-bit floats, as OpenAI's clients read them. */
function base64(vector: readonly number[]): string {
  const bytes = Buffer.alloc(vector.length * 4);
  vector.forEach((value, index) => bytes.writeFloatLE(value, index * 4));
  return bytes.toString('base64');
}
