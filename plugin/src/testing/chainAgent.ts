import {
  deleteChain,
  getChain,
  getPolicy,
  getStatus,
  listChains,
  listModels,
  listRevisions,
  putChain,
  validateChain,
  type Chain,
  type ChainResource,
  type Finding,
  type ModelResource,
  type ModelStatus,
  type RevisionSummary,
} from '@understudy/contract';
import { agentError, exampleData, fakeAgent, type FakeAgent } from './fakeAgent.ts';

const STATUS: ModelStatus = {
  breaker: null,
  chains: [],
  health: 'healthy',
  reason: '',
  recent: { attempts: 1_000, failures: 3 },
  local: false,
  blockedBy: null,
};

const MODELS: readonly ModelResource[] = [
  { id: 'gpt-4o', provider: 'openai', price: { input: 2.5, output: 10 }, contextWindow: 128_000 },
  { id: 'claude-sonnet', provider: 'anthropic', price: { input: 3, output: 15 }, contextWindow: 200_000 },
  { id: 'gemini-2.5-flash', provider: 'google', price: { input: 0.3, output: 2.5 } },
  { id: 'llama3.3:70b', provider: 'ollama', status: { ...STATUS, local: true } },
  { id: 'gpt-4-turbo', provider: 'openai', price: { input: 10, output: 30 } },
  { id: 'mistral-large', provider: 'mistral', status: { ...STATUS, blockedBy: 'provider mistral has no key' } },
  { id: 'o4-mini', provider: 'openai' },
];

/** An agent with a few chains that can really be written; everything else of it as `fakeAgent` has it. */
export interface ChainAgent extends FakeAgent {
  /** The chain of a model as it is stored now. */
  stored(model: string): Chain | undefined;
  /** Somebody else writes a chain (null = deletes it). */
  elsewhere(model: string, chain: Chain | null): void;
  /** Somebody else deletes a model. */
  deleteModel(model: string): void;
  /** From now on these are the revisions that changed the chain, newest first. */
  history(...revisions: Pick<RevisionSummary, 'revision' | 'author' | 'reason'>[]): void;
  /** From now on this is found about every chain that is checked. */
  find(...findings: Finding[]): void;
}

function liveOf(chain: Chain): ChainResource {
  return {
    ...chain,
    status: {
      position: 0,
      label: 'primary',
      model: chain.model,
      openModels: [],
      preset: chain.preset ?? 'patient',
      edited: chain.policy !== undefined,
      today: { totalRequests: 18_402, fallbackCount: 2_318, fallbackRate: 0.126 },
      lastProven: null,
    },
  };
}

/** Stores chains and counts revisions, as the agent does; one ETag is enough for all of them. */
class Store {
  readonly chains = new Map<string, Chain>();
  readonly deleted = new Set<string>();
  findings: readonly Finding[] = [];
  revision = 128;

  constructor(chains: readonly Chain[]) {
    for (const chain of chains) this.chains.set(chain.model, chain);
  }

  get etag(): string {
    return `"${this.revision}"`;
  }

  write(model: string, chain: Chain | null): void {
    this.revision += 1;
    if (chain === null) this.chains.delete(model);
    else this.chains.set(model, chain);
  }

  /** Refuses a write that does not know what it replaces. */
  require(model: string, etag: string | undefined): void {
    const current = this.chains.get(model);
    if (etag === (current && this.etag)) return;
    const told = current && { current, etag: this.etag };
    throw agentError('conflict', {
      status: 412,
      problem: { type: 'about:blank', title: 'Precondition Failed', status: 412, detail: 'changed', ...told },
    });
  }

  models(): ModelResource[] {
    return MODELS.filter(({ id }) => !this.deleted.has(id)).map((model) => ({
      ...model,
      status: { ...STATUS, ...model.status, chains: this.chains.has(model.id) ? [model.id] : [] },
    }));
  }
}

function answerReads(agent: FakeAgent, store: Store): void {
  agent.answer(getStatus, () => {
    const status = exampleData(getStatus);
    return {
      ...status,
      agent: { ...status.agent, instance: 'checkout-7c9f' },
      config: { ...status.config, revision: store.revision },
    };
  });
  agent.answer(getPolicy, {});
  agent.answer(listModels, () => ({ items: store.models(), total: MODELS.length, next: null }));
  agent.answer(listChains, () => {
    const items = [...store.chains.values()].map(liveOf);
    return { items, total: items.length, next: null, counts: { all: items.length, notProven: items.length } };
  });
  agent.answer(listRevisions, () => ({
    items: exampleData(listRevisions).items.map((info) => ({
      ...info,
      revision: store.revision,
      author: 'jane.doe',
    })),
    total: 1,
    next: null,
  }));
}

/** Said again after each write, as an answer has one ETag. */
function answerChains(agent: FakeAgent, store: Store): void {
  agent.answer(
    getChain,
    ({ target }) => {
      const chain = store.chains.get(String(target));
      if (!chain) throw agentError('missing', { status: 404 });
      return liveOf(chain);
    },
    store.etag,
  );
  const next = `"${store.revision + 1}"`;
  const summary = { dryRun: false, findings: [], diff: [] };
  agent.answer(
    putChain,
    ({ target, body, etag }) => {
      const model = String(target);
      store.require(model, etag);
      const { status: _live, ...sent } = body ?? { fallbacks: [] };
      const chain: Chain = { ...sent, model };
      store.write(model, chain);
      answerChains(agent, store);
      return { ...summary, revision: store.revision, resource: chain };
    },
    next,
  );
  agent.answer(deleteChain, ({ target, etag }) => {
    store.require(String(target), etag);
    store.write(String(target), null);
    answerChains(agent, store);
    return { ...summary, revision: store.revision };
  });
}

/** Makes an agent with these chains. */
export function chainAgent(...chains: Chain[]): ChainAgent {
  const store = new Store(chains);
  const agent = fakeAgent();
  answerReads(agent, store);
  answerChains(agent, store);
  agent.answer(validateChain, () => ({
    valid: store.findings.every(({ severity }) => severity === 'warning'),
    findings: [...store.findings],
    revision: store.revision,
  }));
  return {
    ...agent,
    stored: (model) => store.chains.get(model),
    elsewhere: (model, chain) => {
      store.write(model, chain);
      answerChains(agent, store);
    },
    deleteModel: (model) => {
      store.deleted.add(model);
      store.write(model, null);
      answerChains(agent, store);
    },
    history: (...revisions) =>
      agent.answer(listRevisions, {
        items: revisions.map((info) => ({ at: '2026-03-09T12:00:00.000Z', hash: '', changes: 1, ...info })),
        total: revisions.length,
        next: null,
      }),
    find: (...findings) => {
      store.findings = findings;
    },
  };
}
