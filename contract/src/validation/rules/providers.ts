import { declaresCredential } from '../../document/declaresCredential.ts';
import type { ConfigDocument } from '../../document/document.ts';
import type { Provider } from '../../document/provider.ts';
import { errorAt, warningAt, type Finding } from '../finding.ts';

function apiVersion(provider: Provider, path: string): Finding[] {
  const azure = provider.dialect === 'azure-openai';
  if (azure && provider.apiVersion === undefined) {
    const message = `provider ${provider.id} speaks azure-openai and has no apiVersion`;
    const fix = 'Write the API version of your deployment, for example apiVersion: 2024-10-21.';
    return [errorAt({ code: 'api_version_missing', path: `${path}.apiVersion`, message, fix })];
  }
  if (!azure && provider.apiVersion !== undefined) {
    const message = `apiVersion belongs to azure-openai; provider ${provider.id} speaks ${provider.dialect}`;
    const fix = 'Remove apiVersion, or set dialect: azure-openai.';
    return [errorAt({ code: 'api_version_refused', path: `${path}.apiVersion`, message, fix })];
  }
  return [];
}

function credential(provider: Provider, path: string): Finding[] {
  if (declaresCredential(provider)) return [];
  const message = `provider ${provider.id} is remote and has no apiKey: no usable credential, its models are skipped`;
  const fix = 'Add apiKey: env:NAME or file:PATH, or set location: local if the server needs none.';
  return [warningAt({ code: 'no_credential', path: `${path}.apiKey`, message, fix })];
}

/** What a provider's own fields contradict. */
export function providerFindings(document: ConfigDocument): Finding[] {
  return document.providers.flatMap((provider, index) => [
    ...apiVersion(provider, `providers[${index}]`),
    ...credential(provider, `providers[${index}]`),
  ]);
}
