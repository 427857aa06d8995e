import type { Trigger } from '@understudy/contract';
import type { Finish, PivotAnswer } from './pivot/pivotAnswer.ts';

/** What is wrong with an answer that a provider called a success. */
export interface AnswerFault {
  readonly trigger: Trigger;
  readonly message: string;
}

/** What an answer holds, for judging whether it is one. */
export interface AnswerContent {
  readonly hasContent: boolean;
  readonly reasoned: boolean;
  /** Null where the provider named no reason or one that is none. */
  readonly finish: Finish | null;
}

/**
 * Judges an answer that has ended without content (semantics.md, `empty_response` and `content_policy`); null = it stands.
 * A limit that was used up by reasoning is an answer.
 */
export function answerFault({ hasContent, reasoned, finish }: AnswerContent): AnswerFault | null {
  if (hasContent || (finish === 'length' && reasoned)) return null;
  if (finish === 'content-filter') {
    return { trigger: 'content_policy', message: 'the provider filtered the whole answer' };
  }
  return { trigger: 'empty_response', message: 'the provider answered without content' };
}

/** The same for a whole answer. */
export function wholeAnswerFault({ text, toolCalls, reasoning, usage, finish }: PivotAnswer): AnswerFault | null {
  const reasoned = reasoning !== '' || (usage?.reasoning ?? 0) > 0;
  return answerFault({ hasContent: text !== '' || toolCalls.length > 0, reasoned, finish });
}
