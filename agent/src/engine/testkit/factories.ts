import {
  documentSchema,
  type Capability,
  type Chain,
  type ConfigDocument,
  type Model,
  type Policy,
  type Provider,
} from '@understudy/contract';
import { Cancel } from '../cancel.ts';
import { compileSnapshot } from '../compile.ts';
import type { EngineRequest } from '../request.ts';
import type { CompiledChain, Snapshot, Step } from '../step.ts';

/** What a test says of its configuration; the rest is made up. */
export interface DocumentParts {
  /** Model ids, or entries; each without a provider is served by one of its own, `at-<id>`. */
  readonly models?: readonly (string | (Partial<Model> & { id: string }))[];
  readonly providers?: readonly (Partial<Provider> & { id: string })[];
  /** Without any: a chain of all models in order. */
  readonly chains?: readonly Chain[];
  readonly policy?: Policy;
}

/** A checked document: models `a`, `b`, `c` on a provider each, chained in order unless said otherwise. */
export function documentOf(parts: DocumentParts = {}): ConfigDocument {
  const models = (parts.models ?? ['a', 'b', 'c']).map((entry) => {
    const model = typeof entry === 'string' ? { id: entry } : entry;
    return { provider: `at-${model.id}`, ...model };
  });
  const given = parts.providers ?? [];
  const missing = new Set(models.map(({ provider }) => provider));
  for (const { id } of given) missing.delete(id);
  const providers = [...given, ...[...missing].map((id) => ({ id }))];
  const [first, ...rest] = models.map(({ id }) => id);
  return documentSchema.parse({
    version: 1,
    providers: providers.map((provider) => ({ dialect: 'openai', baseUrl: 'https://example.com/v1', ...provider })),
    models,
    chains: parts.chains ?? (first === undefined ? [] : [{ model: first, fallbacks: rest }]),
    ...(parts.policy === undefined ? {} : { policy: parts.policy }),
  });
}

/** A document as the engine reads it. Providers in `keyless` have no usable credential. */
export function snapshotOf(parts: DocumentParts = {}, keyless: readonly string[] = [], revision = 1): Snapshot {
  return compileSnapshot(documentOf(parts), revision, ({ id }) => !keyless.includes(id));
}

/** The compiled chain of the document's first model. */
export function chainOf(parts: DocumentParts = {}): CompiledChain {
  const chain = [...snapshotOf(parts).chains.values()][0];
  if (chain === undefined) throw new Error('the document has no model');
  return chain;
}

/** One compiled step. */
export function stepOf(model: Partial<Model> & { id: string } = { id: 'a' }, policy: Policy = {}): Step {
  const step = chainOf({ models: [model], policy }).steps[0];
  if (step === undefined) throw new Error('the chain has no step');
  return step;
}

/** What a test says of a request. */
export type RequestParts = Partial<Omit<EngineRequest, 'raw' | 'traits'>> & {
  readonly needs?: readonly Capability[];
  /** Input text; the body is a little longer. */
  readonly text?: string;
};

/** A chat request for model `a`. */
export function requestOf(parts: RequestParts = {}): EngineRequest {
  const { needs = [], text = 'hi', ...over } = parts;
  const raw = Buffer.from(JSON.stringify({ model: over.model ?? 'a', messages: [{ role: 'user', content: text }] }));
  const traits = {
    needs: new Set(needs),
    textBytes: Buffer.byteLength(text),
    text: () => text,
    images: () => [],
  };
  return {
    id: 'r1',
    api: 'chat',
    model: 'a',
    stream: false,
    json: {},
    headers: {},
    client: 'anonymous',
    tags: [],
    timeoutMs: null,
    fallbacks: 'chain',
    cancel: new Cancel(),
    ...over,
    raw,
    traits: () => traits,
  };
}
