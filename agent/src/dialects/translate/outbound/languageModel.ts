import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogle } from '@ai-sdk/google';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { EmbeddingModelV4, LanguageModelV4 } from '@ai-sdk/provider';
import type { Step } from '../../../engine/index.ts';
import { dialectOf } from '../../dialectOf.ts';
import type { ProviderAccount } from '../../providerAccount.ts';
import { dialectFamily } from '../fit/dialectFamily.ts';
import { libraryAddress } from './libraryAddress.ts';
import { openaiBody } from './openaiBody.ts';

type Fetch = typeof globalThis.fetch;

/** Stands in for a key, since the library looks into the process's environment where it is given none. */
const NO_KEY = 'none';

/** Headers that carry the stand-in: `fetch` takes them out again where the account has no key. */
export const KEY_HEADERS = ['x-api-key', 'x-goog-api-key'] as const;

/** The library's model for a step. It reads nothing from the environment, since address and key are given. */
export function languageModel(step: Step, account: ProviderAccount, fetch: Fetch): LanguageModelV4 {
  switch (dialectFamily(step.dialect)) {
    case 'anthropic':
      return createAnthropic(settings(step, account, fetch)).languageModel(step.upstreamModel);
    case 'google':
      return createGoogle(settings(step, account, fetch)).languageModel(step.upstreamModel);
    case 'openai':
      return openaiModel(step, account, fetch);
  }
}

/** Gemini's model for embeddings, as `languageModel`. */
export function embeddingModel(step: Step, account: ProviderAccount, fetch: Fetch): EmbeddingModelV4 {
  return createGoogle(settings(step, account, fetch)).embeddingModel(step.upstreamModel);
}

function settings(
  step: Step,
  account: ProviderAccount,
  fetch: Fetch,
): { baseURL: string; apiKey: string; fetch: Fetch } {
  return { baseURL: libraryAddress(step, account).baseURL, apiKey: account.apiKey ?? NO_KEY, fetch };
}

function openaiModel(step: Step, account: ProviderAccount, fetch: Fetch): LanguageModelV4 {
  const { apiKey } = account;
  const credential = apiKey === null ? [] : [dialectOf(step.dialect).credential(apiKey)];
  return createOpenAICompatible({
    ...libraryAddress(step, account),
    // The name under which our own settings are found: providerOptions.openaiCompatible.
    name: 'openaiCompatible',
    headers: Object.fromEntries(credential),
    fetch,
    includeUsage: true,
    supportsStructuredOutputs: true,
    transformRequestBody: (body) => openaiBody(body, step),
  }).languageModel(step.upstreamModel);
}
