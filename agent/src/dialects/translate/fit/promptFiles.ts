import type { LanguageModelV4FilePart, LanguageModelV4Prompt } from '@ai-sdk/provider';

type ToolMessage = Extract<LanguageModelV4Prompt[number], { role: 'tool' }>;

/** Every file of a prompt, those in tool results included. */
export function promptFiles(prompt: LanguageModelV4Prompt): LanguageModelV4FilePart[] {
  return prompt.flatMap((message) => {
    if (message.role === 'user') return message.content.filter((part) => part.type === 'file');
    return message.role === 'tool' ? toolFiles(message) : [];
  });
}

/** The files in the results of one tool message. */
export function toolFiles(message: ToolMessage): LanguageModelV4FilePart[] {
  return message.content.flatMap((part) => {
    if (part.type !== 'tool-result' || part.output.type !== 'content') return [];
    return part.output.value.filter((each) => each.type === 'file');
  });
}
