import type { ApiKind, JsonValue } from '../../engine/index.ts';
import { errorBodyOf, type ErrorBody } from '../errors/errorBody.ts';
import { errorVerdict, type ErrorVerdict } from '../errors/errorVerdict.ts';
import { asObject, asText, parseJson } from '../jsonAccess.ts';
import { apiErrorBody } from './apiErrorBody.ts';

/** A provider's error, judged and put into the shape of the API that the client called. */
export interface ProviderError {
  readonly verdict: ErrorVerdict;
  /** As read from the provider's body, for its retry delay. */
  readonly error: ErrorBody;
  readonly body: Buffer;
}

/** What a client reads where the provider's body holds no sentence: a gateway's page, or nothing. */
const NO_WORDS = 'The provider gave no reason.';

/**
 * Judges and translates a provider's error body.
 * @param status of the answer; 200 for an error inside a stream
 * @param scrub takes secrets out of the provider's words
 */
export function providerError(
  api: ApiKind,
  status: number,
  body: string,
  scrub: (text: string) => string,
): ProviderError {
  const json = parseJson(body);
  const error = errorBodyOf(json);
  const verdict = errorVerdict(status, error);
  const message = scrub(sentenceOf(json)) || NO_WORDS;
  return { verdict, error, body: apiErrorBody(api, { status: verdict.status, trigger: verdict.trigger, message }) };
}

/** The provider's own sentence, letter by letter. */
function sentenceOf(json: JsonValue | undefined): string {
  const whole = asObject(Array.isArray(json) ? json[0] : json);
  if (whole === null) return asText(json);
  if (typeof whole.error === 'string') return whole.error;
  const error = asObject(whole.error) ?? asObject(whole.detail) ?? whole;
  return asText(error.message) || asText(error.detail);
}
