import { t } from '@grafana/i18n';

/** What entries of the audit are about, and the agent's actions on each. */
const ACTIONS = {
  chain: ['putChain', 'deleteChain', 'runDrill'],
  policy: ['putPolicy', 'resetPolicy'],
  model: ['createModel', 'putModel', 'patchModel', 'deleteModel'],
  provider: ['createProvider', 'putProvider', 'patchProvider', 'deleteProvider'],
  configuration: ['putConfig', 'rollbackRevision', 'start', 'reload', 'managed', 'recovered'],
  prices: ['syncPrices'],
  access: ['createToken', 'revokeToken', 'rotateSecrets'],
  litellm: ['applyLitellm', 'rollbackLitellm', 'importLitellm'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type AuditResource = keyof typeof ACTIONS;

/** All of them, in the order of the filter. */
export const AUDIT_RESOURCES = Object.keys(ACTIONS).filter(isResource);

function isResource(text: string): text is AuditResource {
  return Object.hasOwn(ACTIONS, text);
}

/** What an action is about; undefined for one that is not known here. */
export function resourceOf(action: string): AuditResource | undefined {
  return AUDIT_RESOURCES.find((resource) => ACTIONS[resource].some((known) => known === action));
}

/** The actions on what was chosen, as the agent takes them; undefined = all. */
export function actionsOf(resources: readonly string[]): string | undefined {
  const actions = resources.filter(isResource).flatMap((resource) => ACTIONS[resource]);
  return actions.length === 0 ? undefined : actions.join(',');
}

/** What a resource is called in the filter. */
export function resourceName(resource: AuditResource): string {
  switch (resource) {
    case 'chain':
      return t('audit.resource-chain', 'Chains');
    case 'policy':
      return t('audit.resource-policy', 'Policy');
    case 'model':
      return t('audit.resource-model', 'Models');
    case 'provider':
      return t('audit.resource-provider', 'Providers');
    case 'configuration':
      return t('audit.resource-configuration', 'Configuration');
    case 'prices':
      return t('audit.resource-prices', 'Price book');
    case 'access':
      return t('audit.resource-access', 'Access');
    case 'litellm':
      return t('audit.resource-litellm', 'LiteLLM');
  }
}
