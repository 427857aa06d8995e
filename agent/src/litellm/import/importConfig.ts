import { idSchema, type ConfigDocument, type LitellmFinding, type Model, type Provider } from '@understudy/contract';
import { deploymentsOf, readConfigFile, type Deployment } from '../file/configFile.ts';
import { explains, tells } from '../file/finding.ts';
import { recordOf } from '../file/plain.ts';
import { importChains } from './importChains.ts';
import { importPolicy } from './importPolicy.ts';
import { modelOf } from './modelOf.ts';
import { ProviderBook } from './providerBook.ts';
import { readDeployment, type Endpoint } from './readDeployment.ts';

/** What a LiteLLM file comes to in Understudy; null where it cannot be read. */
export interface Imported {
  /** Providers, models and chains of the file, and the policy; raw, to be checked like every document. */
  readonly document: Pick<ConfigDocument, 'providers' | 'models' | 'chains' | 'policy'> | null;
  /** What was put right or could not be carried over. */
  readonly findings: readonly LitellmFinding[];
}

interface Reader {
  readonly book: ProviderBook;
  readonly models: Map<string, Model>;
  readonly findings: LitellmFinding[];
}

function notCarried({ index, group }: Deployment, code: string, why: string): LitellmFinding {
  return explains({
    code,
    path: `model_list[${index}]`,
    message: `${group}: ${why}`,
    fix: 'The deployment stays in the file as it is; chains that name it lose it.',
  });
}

function take(deployment: Deployment, endpoint: Endpoint, { book, models, findings }: Reader): void {
  const { index, group } = deployment;
  if (endpoint.lost.length > 0) {
    const message = `${group}: left behind ${endpoint.lost.join(' and ')}`;
    const fix = 'Put it into a variable, and name the variable in Understudy.';
    findings.push(explains({ code: 'secret_left', path: `model_list[${index}].litellm_params`, message, fix }));
  }
  models.set(group, modelOf(deployment, book.idOf(endpoint), endpoint.upstreamModel));
}

function readModel(deployment: Deployment, reader: Reader): void {
  const { index, group, params } = deployment;
  if (reader.models.has(group)) {
    const message = `${group} has several deployments: Understudy takes the first, the others keep sharing its load in LiteLLM`;
    reader.findings.push(
      tells({
        code: 'more_deployments',
        path: `model_list[${index}]`,
        message,
        fix: 'They stay in the file as they are.',
      }),
    );
    return;
  }
  if (!idSchema.safeParse(group).success) {
    reader.findings.push(notCarried(deployment, 'bad_id', 'such a name cannot be an id of Understudy'));
    return;
  }
  const endpoint = readDeployment(params);
  if ('problem' in endpoint) reader.findings.push(notCarried(deployment, 'provider_unknown', endpoint.problem));
  else take(deployment, endpoint, reader);
}

/** Reads a LiteLLM file into Understudy's words. `known`: providers of the document, which keep their ids. */
export function importConfig(text: string, known: readonly Provider[]): Imported {
  const file = readConfigFile(text);
  if ('findings' in file) return { document: null, findings: file.findings };
  const reader: Reader = { book: new ProviderBook(known), models: new Map(), findings: [] };
  for (const deployment of deploymentsOf(file.value)) readModel(deployment, reader);
  const router = { ...recordOf(file.value['litellm_settings']), ...recordOf(file.value['router_settings']) };
  const policy = importPolicy(router);
  const chains = importChains(router, new Set(reader.models.keys()), policy);
  const { book, models, findings } = reader;
  return {
    document: { providers: book.used, models: [...models.values()], chains: chains.chains, policy: policy.policy },
    findings: [...findings, ...policy.findings, ...chains.findings],
  };
}

function byId<T>(before: readonly T[], after: readonly T[], id: (entry: T) => string): T[] {
  const merged = new Map(before.map((entry) => [id(entry), entry]));
  for (const entry of after) merged.set(id(entry), { ...merged.get(id(entry)), ...entry });
  return [...merged.values()];
}

/** The document with an import put over it, by id; what the import does not name stays. Raw: it is to be checked. */
export function withImport(
  base: ConfigDocument,
  { providers, models, chains, policy }: NonNullable<Imported['document']>,
  allowCycles: boolean,
): unknown {
  return {
    ...base,
    providers: byId(base.providers, providers, ({ id }) => id),
    models: byId(base.models, models, ({ id }) => id),
    chains: byId(base.chains, chains, ({ model }) => model),
    policy: { ...base.policy, ...policy },
    ...(allowCycles ? { validation: { ...base.validation, crossChainCycles: 'warn' } } : {}),
  };
}
