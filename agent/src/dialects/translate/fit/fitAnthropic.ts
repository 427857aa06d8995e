import type { LanguageModelV4FilePart, LanguageModelV4Prompt } from '@ai-sdk/provider';
import type { Step } from '../../../engine/index.ts';
import type { PivotOptions, PivotRequest, Refused } from '../pivot/pivotRequest.ts';
import { promptFiles } from './promptFiles.ts';

const TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf'];

/**
 * Fits a request to Anthropic. Dropped: `seed` and the penalties, which it has not; the reasoning effort in the middle of
 * tool calls, where it wants the signed thinking of its own earlier turns. The library lowers a temperature above 1 to 1.
 */
export function fitAnthropic(request: PivotRequest, step: Step): PivotOptions | Refused {
  const { seed: _seed, presencePenalty: _presence, frequencyPenalty: _frequency, ...kept } = request.options;
  const { reasoning, ...options } = kept;
  const reason = whyNot(options);
  if (reason !== null) return { kind: 'refused', reason };
  const thinks = step.capabilities?.has('reasoning') !== false && !isAmidToolCalls(options.prompt);
  return {
    ...options,
    ...(reasoning !== undefined && thinks ? { reasoning } : {}),
    ...anyJson(options),
    providerOptions: { ...options.providerOptions, anthropic: anthropicSettings(request) },
  };
}

function whyNot({ prompt, stopSequences = [] }: PivotOptions): string | null {
  if (stopSequences.some((stop) => stop.trim() === '')) return 'Anthropic takes no stop sequence of white space only.';
  for (const file of promptFiles(prompt)) {
    const reason = whyNotFile(file);
    if (reason !== null) return reason;
  }
  return null;
}

function whyNotFile({ data, mediaType }: LanguageModelV4FilePart): string | null {
  if (data.type === 'url') {
    return data.url.protocol === 'https:' ? null : 'Anthropic takes a picture by an https address only.';
  }
  return TYPES.includes(mediaType) ? null : `Anthropic takes no file of type "${mediaType}".`;
}

/** Any JSON object: Anthropic knows no such mode, so a tool that takes one stands in for it. */
function anyJson({ responseFormat }: PivotOptions): Pick<PivotOptions, 'responseFormat'> {
  if (responseFormat?.type !== 'json' || responseFormat.schema !== undefined) return {};
  return { responseFormat: { type: 'json', schema: { type: 'object' } } };
}

function anthropicSettings({ options, singleToolCall }: PivotRequest): { [key: string]: string | boolean } {
  const format = options.responseFormat;
  return {
    ...(format?.type === 'json' && format.schema === undefined ? { structuredOutputMode: 'jsonTool' } : {}),
    ...(singleToolCall ? { disableParallelToolUse: true } : {}),
  };
}

/** Whether the last turn of the assistant called tools and their results are all that was said since. */
function isAmidToolCalls(prompt: LanguageModelV4Prompt): boolean {
  return prompt.at(-1)?.role === 'tool';
}
