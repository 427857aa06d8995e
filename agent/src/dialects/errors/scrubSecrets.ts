import type { ProviderAccount } from '../providerAccount.ts';

/** What providers' keys look like: OpenAI, Anthropic, OpenRouter (`sk-…`), Groq, xAI, Google, Hugging Face, bearer tokens. */
const KEY_LIKE = /\b(?:sk-|gsk_|xai-|hf_|AIza)[A-Za-z0-9_*-]{6,}|\b(Bearer\s+)[A-Za-z0-9._~+/=-]{6,}/gi;
const STAR = '[redacted]';
/** Shorter values are words or numbers rather than secrets, and would tear texts apart. */
const MIN_SECRET = 6;

function secretsOf({ apiKey, headers }: ProviderAccount): string[] {
  const values = [apiKey ?? '', ...Object.values(headers)];
  return values.filter((value) => value.length >= MIN_SECRET).sort((a, b) => b.length - a.length);
}

/** Takes key-like strings, and the account's own credential and header values, out of a text. */
export function scrubSecrets(text: string, account: ProviderAccount): string {
  let clean = text;
  for (const secret of secretsOf(account)) clean = clean.replaceAll(secret, STAR);
  return clean.replace(KEY_LIKE, (_match, bearer: string | undefined) => `${bearer ?? ''}${STAR}`);
}

/** The same for a body; answers the buffer itself where there is nothing to take out. */
export function scrubBody(body: Buffer, account: ProviderAccount): Buffer {
  const text = body.toString('utf8');
  const clean = scrubSecrets(text, account);
  return clean === text ? body : Buffer.from(clean);
}
