import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ConfigDocument } from '@understudy/contract';
import { renderConfig } from '../../agent/src/litellm/index.ts';
import type { RouterCase } from './routerCases.ts';

const FAILS = 'litellm.InternalServerError';
const KINDS = ['general', 'context_window', 'content_policy'] as const;
const eachKind = (model: string) => KINDS.map((mock) => ({ model, mock }));
const failing = (names: string) => Object.fromEntries(Array.from(names, (name) => [name, FAILS]));

export function deployments(names: readonly string[], params: object = {}) {
  return names.map((name) => ({ model_name: name, litellm_params: { model: 'openai/x', api_key: 'k', ...params } }));
}

/** A hand-written file: groups and router settings. */
function byHand(
  names: string | readonly string[],
  router: object,
  more: Partial<RouterCase> & { top?: object } = {},
): RouterCase {
  const { top, ...rest } = more;
  const yaml = JSON.stringify({
    model_list: deployments(Array.from(names)),
    router_settings: { num_retries: 0, ...router },
    ...top,
  });
  return { yaml, ...rest };
}

/** A document with a model a letter, all at one provider. */
export function documentOf(names: readonly string[], more: Partial<ConfigDocument>): ConfigDocument {
  const providers = [
    { id: 'p', dialect: 'openai' as const, baseUrl: 'http://127.0.0.1:9/v1', location: 'local' as const },
  ];
  const models = names.map((id) => ({ id, provider: 'p' }));
  return { version: 1, providers, models, chains: [], policy: { preset: 'immediate' }, ...more };
}

/** What Understudy writes for a document. */
function rendered(document: ConfigDocument, more: Partial<RouterCase> & { before?: string } = {}): RouterCase {
  const { before = '', ...rest } = more;
  return { yaml: renderConfig(document, before).text ?? '', ...rest };
}

const chainAB = [{ model: 'a', fallbacks: ['b'] }];
/** A deployment at the server below, without Understudy. */
function atServer(params: object): RouterCase {
  const litellm_params = { model: 'openai/x', api_base: serverUrl, ...params };
  const yaml = JSON.stringify({
    model_list: [{ model_name: 'a', litellm_params }],
    router_settings: { num_retries: 0 },
  });
  return { yaml, ...strangers };
}

/** Keys that LiteLLM sent to a server that was given none. */
export const seenKeys: (string | undefined)[] = [];
/** Refuses every call. */
export const server = createServer((request, response) => {
  seenKeys.push(request.headers.authorization);
  response.writeHead(500).end();
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const serverUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;

const keyless: ConfigDocument = {
  ...documentOf(['a'], {}),
  providers: [{ id: 'p', dialect: 'openai', baseUrl: serverUrl, location: 'local' }],
};
const strangers = { env: { OPENAI_API_KEY: 'sk-of-somebody-else' }, call: 'a' };
const named = ['openai/gpt-4o', 'gpt-4o', 'b'];
const breaker = (failureThreshold: number) => ({ preset: 'immediate' as const, breaker: { failureThreshold } });
const coolA = { mocks: failing('a'), cool: { model: 'a', times: 8 } };

export const CASES = {
  noLists: byHand('ab', { fallbacks: [{ a: ['b'] }] }, { ask: eachKind('a') }),
  othersLists: byHand(
    'abc',
    { fallbacks: [{ a: ['b'] }], context_window_fallbacks: [{ c: ['b'] }], content_policy_fallbacks: [{ c: ['b'] }] },
    { ask: eachKind('a') },
  ),
  renderedOff: rendered(documentOf(['a', 'b'], { chains: chainAB }), { ask: eachKind('a') }),
  renderedOn: rendered(
    documentOf(['a', 'b', 'c'], {
      chains: [
        { ...chainAB[0], contentPolicyFallbacks: ['c'] },
        { model: 'c', fallbacks: ['b'], contextWindowFallbacks: [] },
      ] as never,
    }),
    { ask: [...eachKind('a'), ...eachKind('c')] },
  ),
  failsThree: byHand('a', { allowed_fails: 3 }, coolA),
  failsTwo: byHand('a', { allowed_fails: 2 }, coolA),
  renderedFour: rendered(documentOf(['a'], { policy: breaker(4) }), coolA),
  renderedOne: rendered(documentOf(['a'], { policy: breaker(1) }), coolA),
  renderedNoBreaker: rendered(documentOf(['a'], { policy: { breaker: { enabled: false } } }), coolA),
  cooldownZero: byHand('a', { cooldown_time: 0 }),
  renderedCooldown: rendered(documentOf(['a'], { policy: { breaker: { cooldownMs: 1 } } })),
  bareString: byHand(['a', 'model-b'], { fallbacks: [{ a: 'model-b' }] }, { ask: [{ model: 'a', mock: 'general' }] }),
  unknownTarget: byHand(
    'ab',
    { fallbacks: [{ a: ['ghost'] }, { nobody: ['b'] }] },
    { ask: [{ model: 'a', mock: 'general' }] },
  ),
  selfTarget: byHand('a', { fallbacks: [{ a: ['a'] }] }, { ask: [{ model: 'a', mock: 'general' }] }),
  cycle: byHand(
    'abc',
    { fallbacks: [{ a: ['b'] }, { b: ['c'] }, { c: ['a'] }] },
    { ask: [{ model: 'a' }], mocks: failing('abc') },
  ),
  duplicate: byHand('abc', { fallbacks: [{ a: ['b'] }, { a: ['c'] }] }, { ask: [{ model: 'a', mock: 'general' }] }),
  twoKeys: byHand('abc', { fallbacks: [{ a: ['b'], c: ['b'] }] }),
  twoKeysContext: byHand(
    'abc',
    { context_window_fallbacks: [{ a: ['b'], c: ['b'] }] },
    { ask: [{ model: 'c', mock: 'context_window' }] },
  ),
  plainList: byHand('abc', { fallbacks: ['b', 'c'] }),
  wrongKeys: byHand('a', { num_retries: 3, retry_policy: { APIConnectionErrorRetries: 7, RateLimitErrorRetries: 1 } }),
  misspelt: byHand('ab', { falbacks: [{ a: ['b'] }] }, { ask: [{ model: 'a', mock: 'general' }] }),
  misplaced: byHand('a', { health_check_interval: 5 }),
  nested: byHand(
    'abcde',
    { fallbacks: [{ a: ['b'] }, { b: ['c'] }, { c: ['d'] }, { d: ['e'] }], max_fallbacks: 2 },
    {
      ask: [{ model: 'a' }],
      mocks: failing('abcd'),
    },
  ),
  nestedFirst: byHand(
    'abcd',
    { fallbacks: [{ a: ['b', 'c'] }, { b: ['d'] }] },
    { ask: [{ model: 'a' }], mocks: failing('abcd') },
  ),
  flat: rendered(documentOf(Array.from('abcdefghi'), { chains: [{ model: 'a', fallbacks: Array.from('bcdefghi') }] }), {
    ask: [{ model: 'a' }],
    mocks: failing('abcdefgh'),
  }),
  maxZero: byHand('ab', { fallbacks: [{ a: ['b'] }], max_fallbacks: 0 }, { ask: [{ model: 'a', mock: 'general' }] }),
  defaults: byHand(
    'abcd',
    { fallbacks: [{ a: ['b'] }], default_fallbacks: ['c'] },
    {
      ask: [{ model: 'a' }, { model: 'd', mock: 'general' }],
      mocks: failing('ab'),
    },
  ),
  defaultsSpecial: byHand(
    'abcd',
    { default_fallbacks: ['c'], context_window_fallbacks: [{ a: ['b'] }] },
    { ask: [{ model: 'd', mock: 'context_window' }] },
  ),
  connection: byHand('a', { num_retries: 3, retry_policy: { TimeoutErrorRetries: 1 } }),
  renderedRetries: rendered(
    documentOf(['a', 'b'], {
      chains: [{ ...chainAB[0], policy: { triggers: { rate_limit: { retries: 5 } } } }] as never,
      policy: { triggers: { connection: { retries: 4 }, timeout: { retries: 1 }, rate_limit: { retries: 2 } } },
    }),
  ),
  groupPolicy: byHand('ab', {
    num_retries: 3,
    retry_policy: { TimeoutErrorRetries: 1 },
    model_group_retry_policy: { b: { RateLimitErrorRetries: 5 } },
  }),
  settingsTwice: byHand(
    'abc',
    { fallbacks: [] },
    {
      top: { litellm_settings: { fallbacks: [{ a: ['b'] }] } },
      ask: [{ model: 'a', mock: 'general' }],
    },
  ),
  namesakes: byHand(
    named,
    { fallbacks: [{ 'gpt-4o': ['b'] }] },
    { ask: [{ model: 'openai/gpt-4o', mock: 'general' }] },
  ),
  renderedNamesakes: rendered(documentOf(named, { chains: [{ model: 'gpt-4o', fallbacks: ['b'] }] }), {
    ask: [
      { model: 'openai/gpt-4o', mock: 'general' },
      { model: 'gpt-4o', mock: 'general' },
    ],
  }),
  noKey: atServer({}),
  unsetKey: atServer({ api_key: 'os.environ/NOT_SET' }),
  renderedNoKey: rendered(keyless, strangers),
  tooLong: rendered(
    documentOf(['a', 'b'], {
      chains: chainAB,
      models: [
        { id: 'a', provider: 'p', contextWindow: 10 },
        { id: 'b', provider: 'p' },
      ],
    }),
    {
      ask: [
        { model: 'a', content: 'word '.repeat(200) },
        { model: 'a', content: 'hi' },
      ],
    },
  ),
  dates: rendered({
    ...documentOf(['a'], {}),
    providers: [{ id: 'p', dialect: 'azure-openai', baseUrl: 'https://x.openai.azure.com', apiVersion: '2024-10-21' }],
  }),
} satisfies Record<string, RouterCase>;
