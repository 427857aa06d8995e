import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogle } from '@ai-sdk/google';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { EmbeddingModelV4, LanguageModelV4 } from '@ai-sdk/provider';
import type { Step } from '../../../engine/index.ts';
import type { ProviderAccount } from '../../providerAccount.ts';
import { dialectFamily } from '../fit/dialectFamily.ts';
import { libraryBase } from './libraryBase.ts';
import { openaiBody } from './openaiBody.ts';

/** The library reads the process's environment where it is given no key. */
const NO_KEY = 'none';

/**
 * The library's model for a step. It reads nothing from the environment, since address and key are given; where the account
 * has no key, `fetch` must take the credential header out again (`credentialHeaders`).
 */
export function languageModel(step: Step, account: ProviderAccount, fetch: typeof globalThis.fetch): LanguageModelV4 {
  const settings = { baseURL: libraryBase(step, account), headers: { ...account.headers }, fetch };
  const apiKey = account.apiKey ?? NO_KEY;
  switch (dialectFamily(step.dialect)) {
    case 'anthropic':
      return createAnthropic({ ...settings, apiKey }).languageModel(step.upstreamModel);
    case 'google':
      return createGoogle({ ...settings, apiKey }).languageModel(step.upstreamModel);
    case 'openai':
      return createOpenAICompatible({
        ...settings,
        // The name under which our own settings are found: providerOptions.openaiCompatible.
        name: 'openaiCompatible',
        ...azureOr(step, account, apiKey),
        includeUsage: true,
        supportsStructuredOutputs: true,
        transformRequestBody: (body) => openaiBody(body, step),
      }).languageModel(step.upstreamModel);
  }
}

/** Gemini's model for embeddings, as `languageModel`. */
export function embeddingModel(step: Step, account: ProviderAccount, fetch: typeof globalThis.fetch): EmbeddingModelV4 {
  const settings = { baseURL: libraryBase(step, account), headers: { ...account.headers }, fetch };
  return createGoogle({ ...settings, apiKey: account.apiKey ?? NO_KEY }).embeddingModel(step.upstreamModel);
}

/** Azure's newest generally available version of the API that the proxy is tested with. */
export const DEFAULT_AZURE_API_VERSION = '2024-10-21';

function azureOr(
  step: Step,
  account: ProviderAccount,
  apiKey: string,
): { apiKey?: string; headers?: Record<string, string>; queryParams?: Record<string, string> } {
  if (step.dialect !== 'azure-openai') return { apiKey };
  return {
    headers: { 'api-key': apiKey, ...account.headers },
    queryParams: { 'api-version': account.apiVersion ?? DEFAULT_AZURE_API_VERSION },
  };
}

/** Headers that may carry the account's key; they go where there is none. */
export const CREDENTIAL_HEADERS = ['authorization', 'api-key', 'x-api-key', 'x-goog-api-key'] as const;
