import type { LitellmKind, LitellmProof } from '@understudy/contract';
import { recordOf, textOf } from '../file/plain.ts';
import type { ChangedList } from './changedChains.ts';
import type { ProxyAnswer, ProxyClient } from './proxyClient.ts';

const ANSWER_MS = 60_000;
/** Proofs under way at once: a chain of a thousand models must not flood the providers. */
const AT_ONCE = 4;
/** Enough for a word, also of a model that thinks first. */
const MAX_TOKENS = 16;

const FLAGS: Readonly<Record<LitellmKind, string>> = {
  general: 'mock_testing_fallbacks',
  context_window: 'mock_testing_context_fallbacks',
  content_policy: 'mock_testing_content_policy_fallbacks',
};

function ask(proxy: ProxyClient, { group, kind, embedding }: ChangedList): Promise<ProxyAnswer> {
  const flag = { [FLAGS[kind]]: true };
  if (embedding) return proxy.post('/v1/embeddings', { model: group, input: 'ready', ...flag }, ANSWER_MS);
  const messages = [{ role: 'user', content: 'Answer with the word ready.' }];
  return proxy.post('/v1/chat/completions', { model: group, messages, max_tokens: MAX_TOKENS, ...flag }, ANSWER_MS);
}

/** What the proxy said of an error, without the list of fallbacks that it repeats. */
function messageOf(body: unknown): string {
  const error = recordOf(body)['error'];
  const text = textOf(error) ?? textOf(recordOf(error)['message']) ?? '';
  return text.split('\n')[0]?.slice(0, 200) ?? '';
}

/** The group that answered; older versions say only that a fallback did. */
function answeredBy({ headers }: ProxyAnswer, { first }: ChangedList): string {
  const group = headers.get('x-litellm-model-group');
  if (group !== null) return group;
  return Number(headers.get('x-litellm-attempted-fallbacks') ?? 0) > 0 ? (first ?? 'a fallback') : 'the primary';
}

function judge(list: ChangedList, answer: ProxyAnswer): LitellmProof {
  const { group: model, kind, first: expected } = list;
  const answered = answer.status === 200 ? answeredBy(answer, list) : null;
  const refusedFlag = answer.status === 400 && /mock testing/i.test(messageOf(answer.body));
  const ok = answered === expected && !refusedFlag;
  const said =
    answered === null ? `the proxy answered ${answer.status} ${messageOf(answer.body)}`.trim() : `${answered} answered`;
  return { model, kind, expected, answered, ok, detail: said };
}

async function proveOne(proxy: ProxyClient, list: ChangedList): Promise<LitellmProof> {
  try {
    return judge(list, await ask(proxy, list));
  } catch (error) {
    const detail =
      (error as Error).name === 'TimeoutError' ? `no answer in ${ANSWER_MS / 1_000} s` : 'the proxy broke off';
    return { model: list.group, kind: list.kind, expected: list.first, answered: null, ok: false, detail };
  }
}

/**
 * Asks for each group with a mocked failure: its first fallback has to answer, or nobody where the list is empty (which costs
 * nothing: the failure is made inside of the proxy).
 */
export async function proveLists(
  proxy: ProxyClient,
  lists: readonly ChangedList[],
  tell: (proof: LitellmProof) => void,
): Promise<LitellmProof[]> {
  const waiting = [...lists];
  const proofs: LitellmProof[] = [];
  const work = async (): Promise<void> => {
    for (let list = waiting.shift(); list !== undefined; list = waiting.shift()) {
      const proof = await proveOne(proxy, list);
      proofs.push(proof);
      tell(proof);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return proofs;
}
