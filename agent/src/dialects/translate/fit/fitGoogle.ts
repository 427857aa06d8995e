import { createGoogle } from '@ai-sdk/google';
import type { LanguageModelV4FilePart } from '@ai-sdk/provider';
import type { Step } from '../../../engine/index.ts';
import type { PivotOptions, PivotRequest, Refused } from '../pivot/pivotRequest.ts';
import { promptFiles } from './promptFiles.ts';

const TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/heic', 'image/heif', 'application/pdf'];

const MAX_STOPS = 5;

/** Asked about the addresses that a model opens; never called, so its key is none. */
const library = createGoogle({ apiKey: 'unused', baseURL: 'https://generativelanguage.googleapis.com/v1beta' });

/**
 * Fits a request to Gemini. Dropped: what the library drops for older models (penalties). Gemini has no switch against
 * parallel tool calls: later ones are left out of the answer.
 */
export function fitGoogle({ options }: PivotRequest, step: Step): PivotOptions | Refused {
  if ((options.stopSequences?.length ?? 0) > MAX_STOPS) {
    return { kind: 'refused', reason: `Gemini takes ${MAX_STOPS} stop sequences at most.` };
  }
  for (const file of promptFiles(options.prompt)) {
    const reason = whyNot(file, step.upstreamModel);
    if (reason !== null) return { kind: 'refused', reason };
  }
  const { reasoning, ...rest } = options;
  const thinks = step.capabilities?.has('reasoning') !== false;
  return reasoning !== undefined && thinks ? options : rest;
}

function whyNot({ data, mediaType }: LanguageModelV4FilePart, model: string): string | null {
  if (data.type !== 'url') return TYPES.includes(mediaType) ? null : `Gemini takes no file of type "${mediaType}".`;
  const opened = library.languageModel(model).supportedUrls;
  const patterns = 'then' in opened ? [] : [...(opened[mediaType] ?? []), ...(opened['*'] ?? [])];
  const known = mediaType.includes('/') && patterns.some((pattern) => pattern.test(data.url.toString()));
  return known
    ? null
    : "Gemini does not open this picture's address (an https address that ends in .png, .jpg or .webp works).";
}
