import type { JsonObject, Step } from '../../../engine/index.ts';
import { numberField, textField } from '../jsonFields.ts';
import type { Refused } from '../pivot/pivotRequest.ts';

/** An embeddings request for Gemini's models. */
export interface EmbeddingsRequest {
  readonly kind: 'embeddings';
  readonly values: string[];
  /** Null = the model's own. */
  readonly dimensions: number | null;
  readonly encoding: 'float' | 'base64';
}

/** Gemini takes so many texts in one call; several calls for one answer are more than one attempt. */
const MAX_VALUES = 100;

/** Reads an embeddings request for a step, or says why it cannot be carried. Dropped: `user`. */
export function readEmbeddings(body: JsonObject, step: Step): EmbeddingsRequest | Refused {
  if (step.dialect !== 'google') return refused('Anthropic has no embeddings.');
  const { input } = body;
  const values = (Array.isArray(input) ? input : [input]).filter((each) => typeof each === 'string');
  if (values.length === 0 || (Array.isArray(input) && values.length !== input.length)) {
    return refused('Only texts as "input" can be translated, not tokens.');
  }
  if (values.length > MAX_VALUES) return refused(`Gemini takes ${MAX_VALUES} texts as "input" at most.`);
  const encoding = textField(body, 'encoding_format') === 'base64' ? 'base64' : 'float';
  return { kind: 'embeddings', values, dimensions: numberField(body, 'dimensions'), encoding };
}

function refused(reason: string): Refused {
  return { kind: 'refused', reason };
}
