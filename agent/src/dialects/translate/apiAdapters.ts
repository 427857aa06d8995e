import type { ApiKind, JsonObject } from '../../engine/index.ts';
import { ChatStreamWriter } from './chat/chatStreamWriter.ts';
import { readChat } from './chat/readChat.ts';
import { writeChat } from './chat/writeChat.ts';
import { readCompletions } from './completions/readCompletions.ts';
import { CompletionsStreamWriter, writeCompletions } from './completions/writeCompletions.ts';
import { MessagesStreamWriter } from './messages/messagesStreamWriter.ts';
import { readMessages } from './messages/readMessages.ts';
import { writeMessages } from './messages/writeMessages.ts';
import type { AnswerFrame, PivotAnswer, StreamWriter } from './pivot/pivotAnswer.ts';
import type { PivotRequest, Reading } from './pivot/pivotRequest.ts';
import { readResponses } from './responses/readResponses.ts';
import { ResponsesStreamWriter } from './responses/responsesStreamWriter.ts';
import { writeResponses } from './responses/writeResponses.ts';

/** One client API on the way in and out of the pivot. */
export interface ApiAdapter {
  /** Reads a request's body; looks at no other field of the request. */
  read(body: JsonObject): Reading;
  /** A whole answer as the API's JSON body. */
  write(answer: PivotAnswer, frame: AnswerFrame): Record<string, unknown>;
  streamWriter(frame: AnswerFrame, request: PivotRequest): StreamWriter;
}

/** The APIs whose answers are generated text. Embeddings go another way. */
export type TextApi = Exclude<ApiKind, 'embeddings'>;

export const API_ADAPTERS: Readonly<Record<TextApi, ApiAdapter>> = {
  chat: {
    read: readChat,
    write: writeChat,
    streamWriter: (frame, request) => new ChatStreamWriter(frame, request.includeUsage),
  },
  completions: {
    read: readCompletions,
    write: writeCompletions,
    streamWriter: (frame, request) => new CompletionsStreamWriter(frame, request.includeUsage),
  },
  messages: { read: readMessages, write: writeMessages, streamWriter: (frame) => new MessagesStreamWriter(frame) },
  responses: { read: readResponses, write: writeResponses, streamWriter: (frame) => new ResponsesStreamWriter(frame) },
};
