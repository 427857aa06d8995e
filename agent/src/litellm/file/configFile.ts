import type { LitellmFinding } from '@understudy/contract';
import type { Document } from 'yaml';
import { readTree } from '../../store/index.ts';
import { refuses } from './finding.ts';
import { isRecord, listOf, recordOf, textOf, type PlainRecord } from './plain.ts';

/** LiteLLM's configuration file: as a tree with its comments, and as plain values. */
export interface ConfigFile {
  readonly yaml: Document;
  readonly value: PlainRecord;
}

/** Reads the file; nothing or an empty text is an empty configuration. */
export function readConfigFile(text: string): ConfigFile | { readonly findings: LitellmFinding[] } {
  const read = readTree(text);
  if ('findings' in read) return { findings: read.findings };
  const { yaml, value } = read;
  if (value === null) return { yaml, value: {} };
  if (isRecord(value)) return { yaml, value };
  return {
    findings: [
      refuses({
        code: 'not_a_mapping',
        path: '',
        message: 'the file is no mapping, so LiteLLM cannot read it',
        fix: 'It has to begin with keys such as model_list: and router_settings:.',
      }),
    ],
  };
}

/** One entry of `model_list`. */
export interface Deployment {
  /** Place in the list. */
  readonly index: number;
  /** `model_name`: what applications ask for; several deployments may share one. */
  readonly group: string;
  readonly params: PlainRecord;
  readonly info: PlainRecord;
}

/** The entries of `model_list` that have a name. */
export function deploymentsOf(value: PlainRecord): Deployment[] {
  return listOf(value['model_list']).flatMap((entry, index) => {
    const group = textOf(recordOf(entry)['model_name']);
    if (group === undefined) return [];
    const { litellm_params: params, model_info: info } = recordOf(entry);
    return [{ index, group, params: recordOf(params), info: recordOf(info) }];
  });
}

/** Value of `model_info.managed_by` in the entries that Understudy writes; LiteLLM keeps unknown keys there. */
export const MANAGED_BY = 'understudy';

/** Whether Understudy wrote the entry, so that it goes when its model goes. */
export function isManaged({ info }: Deployment): boolean {
  return info['managed_by'] === MANAGED_BY;
}
