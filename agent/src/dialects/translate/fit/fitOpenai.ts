import type { LanguageModelV4Message, LanguageModelV4Prompt } from '@ai-sdk/provider';
import type { Step } from '../../../engine/index.ts';
import type { PivotOptions, PivotRequest, Refused } from '../pivot/pivotRequest.ts';
import { isOpenaiReasoningModel } from './openaiReasoningModel.ts';
import { promptFiles, toolFiles } from './promptFiles.ts';

type ToolMessage = Extract<LanguageModelV4Message, { role: 'tool' }>;

/** OpenAI refuses more; the compatible servers take as many at least. */
const MAX_STOPS = 4;

/**
 * Fits a request to the OpenAI dialects. Dropped: `top_k`; the reasoning effort where the model is not known to reason,
 * since others refuse it; a tool result's mark as an error (its text says so).
 */
export function fitOpenai(request: PivotRequest, step: Step): PivotOptions | Refused {
  const { topK: _topK, reasoning, ...options } = request.options;
  if ((options.stopSequences?.length ?? 0) > MAX_STOPS) {
    return { kind: 'refused', reason: `OpenAI takes ${MAX_STOPS} stop sequences at most.` };
  }
  if (options.stopSequences !== undefined && isOpenaiReasoningModel(step)) {
    return { kind: 'refused', reason: "OpenAI's reasoning models take no stop sequences." };
  }
  const byAddress = promptFiles(options.prompt).some((file) => file.data.type === 'url');
  if (byAddress && step.dialect === 'ollama') {
    return { kind: 'refused', reason: 'Ollama takes no picture by address, only its bytes.' };
  }
  const known = isOpenaiReasoningModel(step) || step.capabilities?.has('reasoning') === true;
  return {
    ...options,
    prompt: filesBesideToolResults(options.prompt),
    ...(reasoning !== undefined && known ? { reasoning } : {}),
    ...parallelSwitch(request),
  };
}

/** `parallel_tool_calls` is put into the body as it stands; it may only be there where tools are. */
function parallelSwitch({ options, singleToolCall }: PivotRequest): Pick<PivotOptions, 'providerOptions'> {
  if (!singleToolCall || options.tools === undefined) return {};
  const own = options.providerOptions?.openaiCompatible ?? {};
  return { providerOptions: { ...options.providerOptions, openaiCompatible: { ...own, parallel_tool_calls: false } } };
}

/** A tool message takes text only: pictures of tool results follow in a message of the user. */
function filesBesideToolResults(prompt: LanguageModelV4Prompt): LanguageModelV4Prompt {
  return prompt.flatMap((message): LanguageModelV4Message[] => {
    if (message.role !== 'tool') return [message];
    const files = toolFiles(message);
    return files.length === 0 ? [message] : [textOnly(message), { role: 'user', content: files }];
  });
}

function textOnly(message: ToolMessage): ToolMessage {
  const content = message.content.map((part): ToolMessage['content'][number] => {
    if (part.type !== 'tool-result' || part.output.type !== 'content') return part;
    const texts = part.output.value.map((each) =>
      each.type === 'text' ? each.text : '(A file: see the next message.)',
    );
    return { ...part, output: { type: 'text', value: texts.join('\n') } };
  });
  return { ...message, content };
}
