import type { AppSecrets, AppSettings } from '../../../api/settings.ts';
import { readAgentUrl } from './agentUrl.ts';

/** A secret that is written and never read. */
export interface TokenField {
  /** Grafana has one. */
  readonly stored: boolean;
  /** The stored one is to go, or to be replaced. */
  readonly reset: boolean;
  readonly typed: string;
}

/** The form of the configuration. */
export interface FormState {
  readonly agentUrl: string;
  readonly prometheusUid: string | undefined;
  readonly adminToken: TokenField;
  readonly viewerToken: TokenField;
}

const tokenField = (stored: boolean): TokenField => ({ stored, reset: false, typed: '' });

/** The form for what is stored. */
export function formOf(settings: AppSettings, stored: Readonly<Partial<Record<keyof AppSecrets, boolean>>>): FormState {
  return {
    agentUrl: settings.agentUrl ?? '',
    prometheusUid: settings.prometheusUid,
    adminToken: tokenField(stored.adminToken ?? false),
    viewerToken: tokenField(stored.viewerToken ?? false),
  };
}

/** The settings that everybody may read. Settings of another version of the app stay. */
export function settingsOf({ agentUrl, prometheusUid }: FormState, before: AppSettings): AppSettings {
  const { agentUrl: _url, prometheusUid: _uid, ...others } = before;
  const { url } = readAgentUrl(agentUrl);
  return { ...others, ...(url !== '' && { agentUrl: url }), ...(prometheusUid !== undefined && { prometheusUid }) };
}

function changeOf({ stored, reset, typed }: TokenField): string | undefined {
  const token = typed.trim();
  if (token !== '') return token;
  return stored && reset ? '' : undefined;
}

/** The secrets that are to change; an empty text removes one. */
export function secretsOf({ adminToken, viewerToken }: FormState): AppSecrets {
  const [admin, viewer] = [changeOf(adminToken), changeOf(viewerToken)];
  return { ...(admin !== undefined && { adminToken: admin }), ...(viewer !== undefined && { viewerToken: viewer }) };
}

/** Whether Grafana has the token once the form is saved. */
function willBeStored(field: TokenField): boolean {
  const change = changeOf(field);
  return change === undefined ? field.stored : change !== '';
}

/** The form after it was saved: nothing typed is left in it. */
export function savedForm(form: FormState): FormState {
  return {
    agentUrl: readAgentUrl(form.agentUrl).url,
    prometheusUid: form.prometheusUid,
    adminToken: tokenField(willBeStored(form.adminToken)),
    viewerToken: tokenField(willBeStored(form.viewerToken)),
  };
}

/** Whether saving would change anything. */
export function isDirty(form: FormState, stored: FormState): boolean {
  return (
    form.agentUrl !== stored.agentUrl ||
    form.prometheusUid !== stored.prometheusUid ||
    Object.keys(secretsOf(form)).length > 0
  );
}
