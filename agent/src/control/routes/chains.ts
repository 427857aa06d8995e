import {
  deleteChain,
  getChain,
  listChains,
  putChain,
  type ActiveStep,
  type Chain,
  type ConfigDocument,
} from '@understudy/contract';
import type { ConfigEditor } from '../config/configEditor.ts';
import { summaryOf } from '../config/summary.ts';
import { writeMeta } from '../config/writeMeta.ts';
import { EndpointRouter } from '../http/endpointRouter.ts';
import { requireMatch } from '../http/etag.ts';
import { page } from '../http/page.ts';
import { ProblemError } from '../http/problem.ts';

/** The active step of a chain in force; null = the model is not in the configuration in force. */
export type ActiveStepOf = (model: string) => ActiveStep | null;

function find(document: ConfigDocument, model: string): Chain {
  const chain = document.chains.find((candidate) => candidate.model === model);
  if (chain !== undefined) return chain;
  throw new ProblemError(404, `the model "${model}" has no chain`, {
    code: 'not_found',
    fix: 'GET /api/v1/chains lists them',
  });
}

function mentions(chain: Chain, text: string): boolean {
  const { model, fallbacks, contextWindowFallbacks = [], contentPolicyFallbacks = [] } = chain;
  return [model, ...fallbacks, ...contextWindowFallbacks, ...contentPolicyFallbacks].some((id) => id.includes(text));
}

/** Replaces the chain in its place, or adds it at the end. */
function withChain(document: ConfigDocument, chain: unknown, model: string): unknown {
  const at = document.chains.findIndex((candidate) => candidate.model === model);
  const chains: unknown[] = [...document.chains];
  if (at < 0) chains.push(chain);
  else chains[at] = chain;
  return { ...document, chains };
}

/** `chains`: list, read, replace, remove. */
export function chainRoutes(editor: ConfigEditor, activeStep: ActiveStepOf): EndpointRouter {
  const shown = (chain: Chain) => {
    const status = activeStep(chain.model);
    return status === null ? chain : { ...chain, status };
  };
  return new EndpointRouter()
    .on(listChains, ({ query }) => {
      const { search } = query;
      const matching = editor.document().chains.filter((chain) => search === undefined || mentions(chain, search));
      const { items, ...rest } = page(matching, query);
      return { body: { ...rest, items: items.map(shown) } };
    })
    .on(getChain, ({ id }) => {
      const chain = find(editor.document(), id);
      return { body: shown(chain), representation: chain };
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
      return { body: { ...summaryOf(result), resource: shown(chain) }, representation: chain };
    })
    .on(deleteChain, async (input) => {
      const result = await editor.edit((base) => {
        requireMatch(input.ifMatch, find(base, input.id));
        return { ...base, chains: base.chains.filter((chain) => chain.model !== input.id) };
      }, writeMeta(input));
      return { body: summaryOf(result), representation: null };
    });
}
