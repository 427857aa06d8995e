import type { ConfigDocument, LitellmFinding } from '@understudy/contract';
import { effectivePolicy, REASONING_DEADLINES } from '@understudy/contract';
import { deploymentsOf, isManaged, MANAGED_BY, type ConfigFile, type Deployment } from '../file/configFile.ts';
import { tells } from '../file/finding.ts';
import { listOf, recordOf, sameValue, type PlainRecord } from '../file/plain.ts';
import { readDeployment, type Endpoint } from '../import/readDeployment.ts';
import { callableModels, type Callable } from './chainLists.ts';
import { deploymentParams, NO_KEY } from './deploymentParams.ts';

/** `model_list` as it is to be, and what is to be known of it. */
export interface ModelsPlan {
  readonly entries: readonly unknown[];
  readonly findings: readonly LitellmFinding[];
}

/** Parameters that say where and with which key a deployment is called. */
const ADDRESS = [
  'model',
  'custom_llm_provider',
  'api_base',
  'base_url',
  'api_key',
  'api_version',
  'extra_headers',
] as const;

function sameEndpoint(a: Endpoint | { problem: string }, b: Endpoint | { problem: string }): boolean {
  return !('problem' in a) && !('problem' in b) && sameValue({ ...a, lost: [] }, { ...b, lost: [] });
}

/** Parameters with our address over what the file says; what means the same already is left as it is written. */
function mergedParams(before: PlainRecord, ours: PlainRecord, keepKey: boolean): PlainRecord {
  const kept = keepKey && before['api_key'] !== undefined ? { api_key: before['api_key'] } : {};
  const wanted: PlainRecord = { ...ours, ...kept };
  if (sameEndpoint(readDeployment(before), readDeployment(wanted))) return before;
  const rest = Object.entries(before).filter(([name]) => !ADDRESS.some((own) => own === name));
  return { ...wanted, ...Object.fromEntries(rest) };
}

/** Deadlines of a model where they differ from the general ones, in seconds. */
function deadlinesOf({ model, provider }: Callable, document: ConfigDocument): PlainRecord {
  const chain = document.chains.find((one) => one.model === model.id);
  const base = model.capabilities?.includes('reasoning') === true ? REASONING_DEADLINES : undefined;
  const general = effectivePolicy(document.policy, undefined).deadlines;
  const own = effectivePolicy(document.policy, chain, base).deadlines;
  const { attemptMs = own.attemptMs, firstTokenMs = own.firstTokenMs } = provider.deadlines ?? {};
  return {
    ...(attemptMs === general.attemptMs ? {} : { timeout: attemptMs / 1_000 }),
    ...(firstTokenMs === general.firstTokenMs ? {} : { stream_timeout: firstTokenMs / 1_000 }),
  };
}

function entryOf(callable: Callable, document: ConfigDocument, before: Deployment | undefined) {
  const { model, provider } = callable;
  const { params, keepKey, findings } = deploymentParams(model, provider);
  const info: PlainRecord = {
    ...before?.info,
    ...(model.contextWindow === undefined ? {} : { max_input_tokens: model.contextWindow }),
    managed_by: MANAGED_BY,
  };
  const merged = mergedParams(before?.params ?? {}, params, keepKey && before?.params['api_key'] !== NO_KEY);
  const entry = {
    model_name: model.id,
    litellm_params: { ...merged, ...deadlinesOf(callable, document) },
    model_info: info,
  };
  return { entry, findings };
}

/**
 * The first deployment of a name is ours, and keeps what else it says; further ones of the same name share its load and are
 * kept as they are, like groups that the document does not know. What Understudy wrote goes when its model goes.
 */
export function mergeModels(file: ConfigFile, document: ConfigDocument): ModelsPlan {
  const callable = callableModels(document);
  const found = deploymentsOf(file.value);
  const byIndex = new Map(found.map((deployment) => [deployment.index, deployment]));
  const findings: LitellmFinding[] = [];
  const done = new Set<string>();
  const ours = (one: Callable, before: Deployment | undefined): PlainRecord => {
    const made = entryOf(one, document, before);
    findings.push(...made.findings);
    done.add(one.model.id);
    return before === undefined
      ? made.entry
      : { ...recordOf(listOf(file.value['model_list'])[before.index]), ...made.entry };
  };
  const entries: unknown[] = [];
  for (const [index, raw] of listOf(file.value['model_list']).entries()) {
    const before = byIndex.get(index);
    const one = before === undefined ? undefined : callable.get(before.group);
    if (before !== undefined && one !== undefined && !done.has(before.group)) entries.push(ours(one, before));
    else if (before === undefined || !isManaged(before)) entries.push(raw);
    else findings.push(removed(before));
  }
  for (const one of callable.values()) if (!done.has(one.model.id)) entries.push(ours(one, undefined));
  return { entries, findings };
}

function removed({ group, index }: Deployment): LitellmFinding {
  return tells({
    code: 'deployment_removed',
    path: `model_list[${index}]`,
    message: `${group} goes: Understudy wrote it, and the document does not hold it any more, or it is disabled`,
    fix: 'Nothing is to be done.',
  });
}
