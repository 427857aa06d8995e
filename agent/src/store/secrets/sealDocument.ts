import {
  documentSecrets,
  errorAt,
  mapSecrets,
  secretForm,
  type ConfigDocument,
  type Finding,
  type SecretPlace,
} from '@understudy/contract';
import type { MasterKey } from './masterKey.ts';
import { seal, unseal } from './sealing.ts';

const SECRET_HEADER = /auth|key|token|secret|password|credential|cookie|session/i;

/** Whether a value must not be stored as it is. A plain header such as `OpenAI-Organization: org-1` is no secret. */
export function isPlainSecret({ kind, header = '', text }: SecretPlace): boolean {
  return secretForm(text) === 'plain' && (kind !== 'header' || SECRET_HEADER.test(header));
}

function refused(place: SecretPlace): Finding {
  return errorAt({
    code: 'plain_secret',
    path: place.path,
    message: `${place.path} is a plain secret and UNDERSTUDY_MASTER_KEY is not set`,
    fix: 'Write env:NAME or file:PATH there, or set UNDERSTUDY_MASTER_KEY so that it is sealed before it is stored.',
  });
}

/**
 * Seals every plain secret, so that documents at rest hold references and sealed values only. Without a master key plain keys
 * and plain values of headers that carry credentials are refused; other headers stay as written.
 * @param previous the document in force: a plain secret whose value it holds sealed already keeps that text, so that reading
 *   the same file twice is no change
 */
export function sealDocument(
  document: ConfigDocument,
  masterKey: MasterKey | undefined,
  previous?: ConfigDocument,
): { readonly document: ConfigDocument } | { readonly findings: Finding[] } {
  if (masterKey === undefined) {
    const findings = documentSecrets(document).filter(isPlainSecret).map(refused);
    return findings.length > 0 ? { findings } : { document };
  }
  const before = new Map((previous ? documentSecrets(previous) : []).map(({ context, text }) => [context, text]));
  const sealed = mapSecrets(document, (place) => {
    const { text, context } = place;
    if (secretForm(text) !== 'plain') return text;
    const known = before.get(context);
    // A harmless header that was stored before there was a master key: an edit of something else leaves it alone.
    if (known === text && !isPlainSecret(place)) return text;
    if (known !== undefined && unseal(known, masterKey, context) === text) return known;
    return seal(text, masterKey, context);
  });
  return { document: sealed };
}
