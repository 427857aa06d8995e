import { documentSecrets, type ConfigDocument } from '@understudy/contract';
import { isPlainSecret } from './secrets/sealDocument.ts';

/** A secret would have been stored as it is. */
export class PlainSecretError extends Error {
  readonly paths: readonly string[];

  constructor(paths: readonly string[]) {
    super(`secrets must be references or sealed before they are stored: ${paths.join(', ')}`);
    this.name = 'PlainSecretError';
    this.paths = paths;
  }
}

/** The guard behind `sealDocument`, which every writer runs first. @throws PlainSecretError */
export function refusePlainSecrets(document: ConfigDocument): void {
  const plain = documentSecrets(document).filter(isPlainSecret);
  if (plain.length > 0) throw new PlainSecretError(plain.map(({ path }) => path));
}
