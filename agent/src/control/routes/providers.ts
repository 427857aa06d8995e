import {
  createProvider,
  deleteProvider,
  getProvider,
  listProviders,
  patchProvider,
  putProvider,
  redactProvider,
  type Capability,
  type Provider,
  type ProviderStatus,
} from '@understudy/contract';
import { withoutProvider } from '../config/cascade.ts';
import type { ConfigEditor } from '../config/configEditor.ts';
import { EntryWrites } from '../config/entryWrites.ts';
import { keepProviderSecrets, patchProvider as patched } from '../config/keepSecrets.ts';
import { registryIndex } from '../config/registryIndex.ts';
import { summaryOf } from '../config/summary.ts';
import { writeMeta } from '../config/writeMeta.ts';
import { EndpointRouter } from '../http/endpointRouter.ts';
import { page } from '../http/page.ts';

/** Status of providers, read once for an answer. `models` is counted by the router. */
export type ProviderStatuses = () => (provider: Provider) => Omit<ProviderStatus, 'models'>;

const DEFAULT_PRIORITY = 100;

function byPriority(a: Provider, b: Provider): number {
  return (a.priority ?? DEFAULT_PRIORITY) - (b.priority ?? DEFAULT_PRIORITY);
}

interface Filter {
  readonly capability?: Capability | undefined;
  readonly enabled?: boolean | undefined;
  readonly search?: string | undefined;
}

/** `providers`: the registry of accounts. */
export function providerRoutes(editor: ConfigEditor, statuses: ProviderStatuses): EndpointRouter {
  const writes = new EntryWrites<Provider>(editor, {
    list: 'providers',
    noun: 'provider',
    items: ({ providers }) => providers,
    filled: keepProviderSecrets,
    patched,
    shown: redactProvider,
    removed: withoutProvider,
  });
  const modelsOf = (id: string) => registryIndex(editor.document()).models.get(id) ?? [];
  const shown = (statusOf = statuses()) => {
    return (provider: Provider) => ({
      ...redactProvider(provider),
      status: { ...statusOf(provider), models: modelsOf(provider.id).length },
    });
  };
  const matches = ({ capability, enabled, search }: Filter, provider: Provider): boolean =>
    (enabled === undefined || (provider.enabled !== false) === enabled) &&
    (search === undefined || provider.id.toLowerCase().includes(search.toLowerCase())) &&
    (capability === undefined || modelsOf(provider.id).some((model) => model.capabilities?.includes(capability)));
  return new EndpointRouter()
    .on(listProviders, ({ query }) => {
      const found = editor.document().providers.filter((provider) => matches(query, provider));
      const { items, ...rest } = page(found.toSorted(byPriority), query);
      return { body: { ...rest, items: items.map(shown()) } };
    })
    .on(getProvider, ({ id }) => {
      const provider = writes.find(id);
      return { body: shown()(provider), representation: provider };
    })
    .on(createProvider, async (input) => {
      const { result, item } = await writes.create(input.body, input.ifMatch, writeMeta(input));
      const headers = { location: `/api/v1/providers/${item.id}` };
      return { body: { ...summaryOf(result), resource: redactProvider(item) }, representation: item, headers };
    })
    .on(putProvider, async (input) => {
      const { result, item } = await writes.replace(input.body, { ...input, meta: writeMeta(input) });
      return { body: { ...summaryOf(result), resource: redactProvider(item) }, representation: item };
    })
    .on(patchProvider, async (input) => {
      const { result, item } = await writes.patch(input.body, { ...input, meta: writeMeta(input) });
      return { body: { ...summaryOf(result), resource: redactProvider(item) }, representation: item };
    })
    .on(deleteProvider, async (input) => {
      const result = await writes.remove({ ...input, meta: writeMeta(input) }, input.query.cascade === true);
      return { body: summaryOf(result), representation: null };
    });
}
