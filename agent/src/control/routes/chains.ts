import {
  deleteChain,
  getChain,
  hasErrors,
  listChains,
  putChain,
  validateChain,
  type Chain,
  type ChainResource,
  type ChainResourceStatus,
  type ConfigDocument,
  type LastProven,
} from '@understudy/contract';
import type { ConfigEditor } from '../config/configEditor.ts';
import { findChains } from '../config/findChains.ts';
import { summaryOf } from '../config/summary.ts';
import { writeMeta } from '../config/writeMeta.ts';
import { EndpointRouter } from '../http/endpointRouter.ts';
import { requireMatch } from '../http/etag.ts';
import { page } from '../http/page.ts';
import { ProblemError } from '../http/problem.ts';
import { zoneOf } from '../reading/zone.ts';

/** What the routes read beside the document. */
export interface ChainRoutePorts {
  /** Status of chains in a time zone, read once for an answer; null = the model is not in the configuration in force. */
  readonly statuses: (tz: string) => Promise<(chain: Chain) => ChainResourceStatus | null>;
  /** Null = never. */
  readonly lastProven: (model: string) => LastProven | null;
  /** ISO 8601, UTC. */
  readonly now: () => string;
}

function find(document: ConfigDocument, model: string): Chain {
  const chain = document.chains.find((candidate) => candidate.model === model);
  if (chain !== undefined) return chain;
  throw new ProblemError(404, `the model "${model}" has no chain`, {
    code: 'not_found',
    fix: 'GET /api/v1/chains lists them',
  });
}

/** Replaces the chain in its place, or adds it at the end. */
function withChain(document: ConfigDocument, chain: unknown, model: string): unknown {
  const at = document.chains.findIndex((candidate) => candidate.model === model);
  const chains: unknown[] = [...document.chains];
  if (at < 0) chains.push(chain);
  else chains[at] = chain;
  return { ...document, chains };
}

/** `chains`: list, read, replace, remove, and check while somebody edits. */
export function chainRoutes(editor: ConfigEditor, { statuses, lastProven, now }: ChainRoutePorts): EndpointRouter {
  const shower = async (tz?: string): Promise<(chain: Chain) => ChainResource> => {
    const statusOf = await statuses(zoneOf(tz));
    return (chain) => {
      const status = statusOf(chain);
      return status === null ? chain : { ...chain, status };
    };
  };
  return new EndpointRouter()
    .on(listChains, async ({ query }) => {
      const { chains, counts } = findChains(editor.document(), query, { lastProven, now });
      const { items, ...rest } = page(chains, query);
      return { body: { ...rest, items: items.map(await shower(query.tz)), counts } };
    })
    .on(getChain, async ({ id, query }) => {
      const chain = find(editor.document(), id);
      return { body: (await shower(query.tz))(chain), representation: chain };
    })
    .on(putChain, async (input) => {
      const { status: _readOnly, ...sent } = input.body;
      if (sent.model !== undefined && sent.model !== input.id) {
        throw new ProblemError(400, `field "model" is "${sent.model}", but the path names "${input.id}"`, {
          code: 'invalid_request',
          fix: 'leave "model" out, or make them the same',
        });
      }
      const result = await editor.edit((base) => {
        requireMatch(
          input.ifMatch,
          base.chains.find((chain) => chain.model === input.id),
        );
        return withChain(base, { model: input.id, ...sent }, input.id);
      }, writeMeta(input));
      const chain = find(result.document, input.id);
      return { body: { ...summaryOf(result), resource: (await shower())(chain) }, representation: chain };
    })
    .on(deleteChain, async (input) => {
      const result = await editor.edit((base) => {
        requireMatch(input.ifMatch, find(base, input.id));
        return { ...base, chains: base.chains.filter((chain) => chain.model !== input.id) };
      }, writeMeta(input));
      return { body: summaryOf(result), representation: null };
    })
    .on(validateChain, ({ body: { status: _readOnly, ...chain } }) => {
      const findings = editor.checkChain(chain);
      return { body: { valid: !hasErrors(findings), findings, revision: editor.revision() } };
    });
}
