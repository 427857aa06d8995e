import { rotateSecrets } from '@understudy/contract';
import { resealDocument, type MasterKey } from '../../store/index.ts';
import type { ConfigEditor } from '../config/configEditor.ts';
import { summaryOf } from '../config/summary.ts';
import { writeMeta } from '../config/writeMeta.ts';
import { EndpointRouter } from '../http/endpointRouter.ts';
import { ProblemError } from '../http/problem.ts';

export interface MasterKeys {
  readonly masterKey: MasterKey | undefined;
  /** `UNDERSTUDY_MASTER_KEY_OLD`: only opens. */
  readonly oldMasterKey: MasterKey | undefined;
}

/** `secrets/rotate`: what is sealed under the old master key is sealed under the new one, as a new revision. */
export function secretRoutes(editor: ConfigEditor, { masterKey, oldMasterKey }: MasterKeys): EndpointRouter {
  return new EndpointRouter().on(rotateSecrets, async (input) => {
    if (masterKey === undefined) {
      const fix = 'start the agent with UNDERSTUDY_MASTER_KEY (the new key) and UNDERSTUDY_MASTER_KEY_OLD';
      throw new ProblemError(409, 'there is no master key to seal under', { code: 'no_master_key', fix });
    }
    let resealed = 0;
    const result = await editor.edit((base) => {
      const sealed = resealDocument(base, { to: masterKey, from: oldMasterKey });
      if ('findings' in sealed) {
        const { findings } = sealed;
        const detail = findings[0]?.message ?? 'a secret cannot be opened';
        throw new ProblemError(409, detail, {
          code: 'cannot_unseal',
          fix: findings[0]?.fix ?? 'see findings',
          findings,
        });
      }
      resealed = sealed.resealed;
      return sealed.document;
    }, writeMeta(input));
    return { body: { ...summaryOf(result), resealed } };
  });
}
