import { asObject, asText, parseJson } from '../jsonAccess.ts';

/** What a client reads where the provider's body holds no sentence: a gateway's page, or nothing. */
const NO_WORDS = 'The provider gave no reason.';

/** The provider's own sentence in an error body, letter by letter; secrets may be in it. */
export function providerWords(body: string): string {
  const json = parseJson(body);
  const whole = asObject(Array.isArray(json) ? json[0] : json);
  if (whole === null) return asText(json) || NO_WORDS;
  if (typeof whole.error === 'string') return whole.error;
  const error = asObject(whole.error) ?? asObject(whole.detail) ?? whole;
  return asText(error.message) || asText(error.detail) || NO_WORDS;
}
