import {
  createModel,
  deleteModel,
  getModel,
  listModels,
  patchModel,
  putModel,
  type Capability,
  type Model,
  type ModelStatus,
} from '@understudy/contract';
import { withoutModels } from '../config/cascade.ts';
import type { ConfigEditor } from '../config/configEditor.ts';
import type { Entry } from '../config/entry.ts';
import { EntryWrites } from '../config/entryWrites.ts';
import { mergePatch } from '../config/mergePatch.ts';
import { registryIndex } from '../config/registryIndex.ts';
import { summaryOf } from '../config/summary.ts';
import { writeMeta } from '../config/writeMeta.ts';
import { EndpointRouter } from '../http/endpointRouter.ts';
import { page } from '../http/page.ts';

/** Status of models, read once for an answer. `chains` is looked up by the router. */
export type ModelStatuses = () => (model: Model) => Omit<ModelStatus, 'chains'>;

interface Filter {
  readonly capability?: Capability | undefined;
  readonly provider?: string | undefined;
  readonly enabled?: boolean | undefined;
  readonly search?: string | undefined;
}

function mentions({ id, displayName = '', upstreamModel = '' }: Model, text: string): boolean {
  return [id, displayName, upstreamModel].some((name) => name.toLowerCase().includes(text.toLowerCase()));
}

function matches({ capability, provider, enabled, search }: Filter, model: Model): boolean {
  return (
    (enabled === undefined || (model.enabled !== false) === enabled) &&
    (provider === undefined || model.provider === provider) &&
    (capability === undefined || model.capabilities?.includes(capability) === true) &&
    (search === undefined || mentions(model, search))
  );
}

function withoutStatus({ status: _readOnly, ...rest }: Entry): Entry {
  return rest;
}

/** `models`: the registry of models. */
export function modelRoutes(editor: ConfigEditor, statuses: ModelStatuses): EndpointRouter {
  const writes = new EntryWrites<Model>(editor, {
    list: 'models',
    noun: 'model',
    items: ({ models }) => models,
    filled: withoutStatus,
    patched: (stored, patch) => mergePatch(stored, withoutStatus(patch)),
    shown: (model) => model,
    removed: (document, id) => withoutModels(document, new Set([id])),
  });
  const shown = (statusOf = statuses()) => {
    const { chains } = registryIndex(editor.document());
    return (model: Model) => ({
      ...model,
      status: { ...statusOf(model), chains: [...(chains.get(model.id) ?? [])] },
    });
  };
  return new EndpointRouter()
    .on(listModels, ({ query }) => {
      const found = editor.document().models.filter((model) => matches(query, model));
      const { items, ...rest } = page(found, query);
      return { body: { ...rest, items: items.map(shown()) } };
    })
    .on(getModel, ({ id }) => {
      const model = writes.find(id);
      return { body: shown()(model), representation: model };
    })
    .on(createModel, async (input) => {
      const { result, item } = await writes.create(input.body, input.ifMatch, writeMeta(input));
      const headers = { location: `/api/v1/models/${item.id}` };
      return { body: { ...summaryOf(result), resource: item }, representation: item, headers };
    })
    .on(putModel, async (input) => {
      const { result, item } = await writes.replace(input.body, { ...input, meta: writeMeta(input) });
      return { body: { ...summaryOf(result), resource: item }, representation: item };
    })
    .on(patchModel, async (input) => {
      const { result, item } = await writes.patch(input.body, { ...input, meta: writeMeta(input) });
      return { body: { ...summaryOf(result), resource: item }, representation: item };
    })
    .on(deleteModel, async (input) => {
      const result = await writes.remove({ ...input, meta: writeMeta(input) }, input.query.cascade === true);
      return { body: summaryOf(result), representation: null };
    });
}
