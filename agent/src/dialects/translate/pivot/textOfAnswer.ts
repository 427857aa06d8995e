import type { AnswerPart, PivotAnswer } from './pivotAnswer.ts';

/** All that the model generated, for counting tokens where the provider reported none. */
export function textOfAnswer({ reasoning, text, toolCalls }: PivotAnswer): string {
  return [reasoning, text, ...toolCalls.map((call) => `${call.name}${call.arguments}`)].join('');
}

/** What one piece of a stream adds to it. */
export function textOfPart(part: AnswerPart): string {
  return part.type === 'tool-start' ? part.name : part.text;
}
