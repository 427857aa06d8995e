import type { ConfigDocument, LitellmFinding } from '@understudy/contract';
import { readConfigFile, type ConfigFile } from '../file/configFile.ts';
import { ModelGroups } from '../file/modelGroups.ts';
import { recordOf, type PlainRecord } from '../file/plain.ts';
import { reconcile } from '../file/reconcile.ts';
import { writeText } from '../file/writeText.ts';
import { checkConfig } from '../preflight/checkConfig.ts';
import { documentGaps } from '../preflight/documentGaps.ts';
import { mergeModels } from './mergeModels.ts';
import { mergeSettings } from './mergeSettings.ts';
import { planSettings } from './routerSettings.ts';

/** A rendered file; null where the file that it is based on cannot be read. */
export interface Rendered {
  readonly text: string | null;
  /** The same as plain values. */
  readonly value: PlainRecord;
  readonly findings: readonly LitellmFinding[];
}

function merged(file: ConfigFile, document: ConfigDocument): { value: PlainRecord; findings: LitellmFinding[] } {
  const models = mergeModels(file, document);
  const list = { ...file.value, model_list: models.entries };
  const before = recordOf(file.value['router_settings']);
  const settings = mergeSettings(before, planSettings(document), new ModelGroups(list));
  const value = { ...list, router_settings: settings.settings };
  return {
    value,
    findings: [...models.findings, ...settings.findings, ...documentGaps(document), ...checkConfig(file.value, value)],
  };
}

/**
 * LiteLLM's file for a document. What `before` holds beside our own keys is kept, comments included. Rendering what was
 * rendered changes nothing.
 * @param before the file as it is; an empty text where there is none
 */
export function renderConfig(document: ConfigDocument, before: string): Rendered {
  const file = readConfigFile(before);
  if ('findings' in file) return { text: null, value: {}, findings: file.findings };
  const { value, findings } = merged(file, document);
  const { yaml } = file;
  yaml.contents = reconcile(yaml, yaml.contents, value);
  return { text: writeText(yaml, before), value, findings };
}
