import { z } from 'zod';
import { t } from '@grafana/i18n';
import { askGrafana } from './askGrafana.ts';
import { GrafanaError } from './GrafanaError.ts';
import {
  folderSchema,
  provisionedRuleSchema,
  ruleGroupSchema,
  type Folder,
  type ProvisionedRule,
  type RuleGroup,
} from './provisionedRule.ts';
import { ruleStatusesSchema, type RuleStatus } from './ruleStates.ts';

/** What the app asks of Grafana's alerting. Every failure is a `GrafanaError`. */
export interface AlertingClient {
  /** How rules stand: `grafana` = Grafana's own, else those that the data source with this uid evaluates. */
  readonly states: (source: string) => Promise<readonly RuleStatus[]>;
  /** Grafana's own rules as they were written, of every folder; needs the right to provision. */
  readonly rules: () => Promise<readonly ProvisionedRule[]>;
  readonly group: (folderUid: string, name: string) => Promise<RuleGroup>;
  /** Replaces the group; its rules can be edited in Grafana afterwards. */
  readonly writeGroup: (group: RuleGroup) => Promise<void>;
  readonly deleteGroup: (folderUid: string, name: string) => Promise<void>;
  /** Of the uppermost level. */
  readonly folders: () => Promise<readonly Folder[]>;
  /** True where it was created, false where it was there. */
  readonly ensureFolder: (folder: Folder) => Promise<boolean>;
}

const PROVISIONING = '/api/v1/provisioning';
/** Without it Grafana's own pages could show the rules, but not edit them. */
const EDITABLE = { 'X-Disable-Provenance': 'true' } as const;
const MOST_FOLDERS = 1_000;

const groupUrl = (folderUid: string, name: string): string =>
  `${PROVISIONING}/folder/${encodeURIComponent(folderUid)}/rule-groups/${encodeURIComponent(name)}`;

async function parsed<T>(schema: z.ZodType<T>, answer: Promise<unknown>): Promise<T> {
  const result = schema.safeParse(await answer);
  if (!result.success) {
    throw new GrafanaError(t('alerts.grafana-form', 'Grafana answered in a form that this app does not know.'), 200);
  }
  return result.data;
}

const listFolders = (): Promise<readonly Folder[]> =>
  parsed(z.array(folderSchema), askGrafana(`/api/folders?limit=${MOST_FOLDERS}`));

/** Grafana answers so for a uid that is taken: by a folder inside another one, or because somebody was quicker. */
const TAKEN: readonly number[] = [409, 412];

async function ensureFolder({ uid, title }: Folder): Promise<boolean> {
  if ((await listFolders()).some((folder) => folder.uid === uid)) return false;
  try {
    await askGrafana('/api/folders', { method: 'POST', body: { uid, title } });
    return true;
  } catch (error) {
    if (error instanceof GrafanaError && TAKEN.includes(error.status)) return false;
    throw error;
  }
}

/** Grafana as it is. */
export const grafanaAlerting: AlertingClient = {
  states: (source) =>
    parsed(ruleStatusesSchema, askGrafana(`/api/prometheus/${encodeURIComponent(source)}/api/v1/rules`)),
  rules: () => parsed(z.array(provisionedRuleSchema), askGrafana(`${PROVISIONING}/alert-rules`)),
  group: (folderUid, name) => parsed(ruleGroupSchema, askGrafana(groupUrl(folderUid, name))),
  writeGroup: async (group) => {
    const { folderUid, title } = group;
    await askGrafana(groupUrl(folderUid, title), { method: 'PUT', headers: EDITABLE, body: group });
  },
  deleteGroup: async (folderUid, name) => {
    await askGrafana(groupUrl(folderUid, name), { method: 'DELETE', headers: EDITABLE });
  },
  folders: listFolders,
  ensureFolder,
};
