import { errorAt, mapSecrets, secretForm, type ConfigDocument, type Finding } from '@understudy/contract';
import type { MasterKey } from './masterKey.ts';
import { seal, unseal } from './sealing.ts';

/** A document whose sealed values are all under one key. */
export interface Resealed {
  readonly document: ConfigDocument;
  /** How many values were sealed anew; 0 = all were under the key already. */
  readonly resealed: number;
}

/**
 * Seals what is sealed under an old master key under the new one. Values that the new key opens stay as they are, so doing it
 * twice changes nothing; references and plain values are no business of it.
 * @returns findings, and nothing resealed, where a value opens with neither key: half a rotation would hide that
 */
export function resealDocument(
  document: ConfigDocument,
  keys: { readonly to: MasterKey; readonly from: MasterKey | undefined },
): Resealed | { readonly findings: Finding[] } {
  const findings: Finding[] = [];
  let resealed = 0;
  const next = mapSecrets(document, ({ text, context, path }) => {
    if (secretForm(text) !== 'sealed' || unseal(text, keys.to, context) !== undefined) return text;
    const value = keys.from === undefined ? undefined : unseal(text, keys.from, context);
    if (value === undefined) {
      findings.push(
        errorAt({
          code: 'cannot_unseal',
          path,
          message: `${path} opens with neither UNDERSTUDY_MASTER_KEY nor UNDERSTUDY_MASTER_KEY_OLD`,
          fix: 'Set UNDERSTUDY_MASTER_KEY_OLD to the key that it was sealed with, or send the secret again.',
        }),
      );
      return text;
    }
    resealed += 1;
    return seal(value, keys.to, context);
  });
  return findings.length > 0 ? { findings } : { document: next, resealed };
}
