import type { Step } from '../../../engine/index.ts';
import type { ProviderAccount } from '../../providerAccount.ts';

/**
 * The base address in the form that the library expects. Providers document theirs with and without the version, which
 * the library wants in it; Azure's names the deployment in the path.
 */
export function libraryBase(step: Step, account: ProviderAccount): string {
  const base = account.baseUrl.replace(/\/+$/, '');
  switch (step.dialect) {
    case 'anthropic':
      return withVersion(base, '/v1');
    case 'google':
      return withVersion(base, '/v1beta');
    case 'azure-openai':
      return `${base.replace(/\/openai$/, '')}/openai/deployments/${encodeURIComponent(step.upstreamModel)}`;
    default:
      return base;
  }
}

function withVersion(base: string, version: string): string {
  return /\/v\d+[a-z0-9]*$/.test(base) ? base : `${base}${version}`;
}
