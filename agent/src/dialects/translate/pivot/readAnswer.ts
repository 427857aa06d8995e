import type { LanguageModelV4GenerateResult } from '@ai-sdk/provider';
import type { PivotAnswer, ToolCall } from './pivotAnswer.ts';
import { readFinish } from './readFinish.ts';
import { readUsage } from './readUsage.ts';
import { safeCallId } from './safeCallId.ts';

/** A whole answer as the library read it; `finish` is `stop` where the provider left it out. */
export function readAnswer(result: LanguageModelV4GenerateResult, singleToolCall: boolean): PivotAnswer {
  let text = '';
  let reasoning = '';
  const toolCalls: ToolCall[] = [];
  for (const part of result.content) {
    if (part.type === 'text') text += part.text;
    else if (part.type === 'reasoning') reasoning += part.text;
    else if (part.type === 'tool-call' && part.providerExecuted !== true) {
      toolCalls.push({ id: safeCallId(part.toolCallId), name: part.toolName, arguments: part.input });
    }
  }
  const kept = singleToolCall ? toolCalls.slice(0, 1) : toolCalls;
  const hasToolCalls = kept.length > 0;
  const finish = readFinish(result.finishReason, hasToolCalls) ?? (hasToolCalls ? 'tool-calls' : 'stop');
  return { text, reasoning, toolCalls: kept, finish, usage: readUsage(result.usage) };
}
