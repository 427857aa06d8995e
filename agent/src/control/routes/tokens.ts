import { createToken, listTokens, revokeToken } from '@understudy/contract';
import { EndpointRouter } from '../http/endpointRouter.ts';
import { page } from '../http/page.ts';
import type { TokenKeeper } from '../tokenKeeper.ts';

/** `tokens`: list, create, revoke. */
export function tokenRoutes(keeper: TokenKeeper): EndpointRouter {
  return new EndpointRouter()
    .on(listTokens, ({ query }) => ({ body: page(keeper.list(), query) }))
    .on(createToken, async ({ body, query, caller }) => {
      const dryRun = query.dryRun === true;
      const { token, resource } = await keeper.create(body, { author: caller.author, dryRun });
      return { body: { token, dryRun, resource } };
    })
    .on(revokeToken, async ({ id, query }) => {
      const dryRun = query.dryRun === true;
      return { body: { dryRun, resource: await keeper.revoke(id, { dryRun }) } };
    });
}
