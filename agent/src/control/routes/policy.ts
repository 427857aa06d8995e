import { getPolicy, putPolicy, resetPolicy, type Policy } from '@understudy/contract';
import type { ConfigEditor } from '../config/configEditor.ts';
import { summaryOf } from '../config/summary.ts';
import { writeMeta } from '../config/writeMeta.ts';
import { EndpointRouter } from '../http/endpointRouter.ts';
import { requireMatch } from '../http/etag.ts';

type WriteInput = Parameters<typeof writeMeta>[0] & { readonly ifMatch: string | undefined };

/** `policy`: read, replace, reset. */
export function policyRoutes(editor: ConfigEditor): EndpointRouter {
  const replace = async (policy: Policy | undefined, input: WriteInput) => {
    const result = await editor.edit((base) => {
      requireMatch(input.ifMatch, base.policy ?? {});
      const { policy: _replaced, ...rest } = base;
      return policy === undefined ? rest : { ...rest, policy };
    }, writeMeta(input));
    const resource = result.document.policy ?? {};
    return { body: { ...summaryOf(result), resource }, representation: resource };
  };
  return new EndpointRouter()
    .on(getPolicy, () => ({ body: editor.document().policy ?? {} }))
    .on(putPolicy, (input) => replace(input.body, input))
    .on(resetPolicy, (input) => replace(undefined, input));
}
