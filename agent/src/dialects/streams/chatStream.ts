import type { JsonObject, JsonValue } from '../../engine/index.ts';
import { generatedText, hasContent, hasReasoning } from '../answers/chatContent.ts';
import { asObject, asText } from '../jsonAccess.ts';
import { chatUsage } from '../usage.ts';
import type { StreamFormat, StreamSign, StreamTally } from './streamFormat.ts';

function takeUsage(tally: StreamTally, event: JsonObject): boolean {
  // Groq reported it under its own name first.
  const usage = chatUsage(asObject(event.usage) ?? asObject(asObject(event.x_groq)?.usage));
  if (usage !== null) tally.usage = usage;
  return usage !== null;
}

function takeFinish(tally: StreamTally, index: number, reason: string): void {
  if (!tally.finished.has(index)) tally.finishReasons.push(reason);
  tally.finished.add(index);
  if (reason === 'content_filter') tally.isFiltered = true;
  if (reason === 'length') tally.isTruncated = true;
}

function takeChoice(tally: StreamTally, choice: JsonObject, hasContent: boolean): StreamSign {
  const index = typeof choice.index === 'number' ? choice.index : 0;
  tally.begun.add(index);
  const reason = asText(choice.finish_reason);
  if (reason === 'error') return 'error';
  if (reason !== '') takeFinish(tally, index, reason);
  if (hasContent) tally.hasContent = true;
  return hasContent ? 'content' : 'quiet';
}

function takeChoices(tally: StreamTally, choices: readonly JsonValue[], read: ReadChoice): StreamSign {
  let sign: StreamSign = 'quiet';
  for (const entry of choices) {
    const choice = asObject(entry);
    if (choice === null) return 'bad';
    const one = takeChoice(tally, choice, read(tally, choice));
    if (one === 'error') return one;
    if (one === 'content') sign = one;
  }
  // Every choice that has begun must finish, however many were asked for.
  tally.hasEnded = tally.finished.size > 0 && tally.finished.size === tally.begun.size;
  return sign;
}

/** Takes one choice's text; answers whether it brings anything that commits. */
type ReadChoice = (tally: StreamTally, choice: JsonObject) => boolean;

function formatOf(readChoice: ReadChoice): StreamFormat {
  return {
    read(tally, _name, event) {
      const hasUsage = takeUsage(tally, event);
      if (tally.model === null && typeof event.model === 'string') tally.model = event.model;
      // Objects of no known kind are let through unread: servers send pings and metadata of their own.
      if (!Array.isArray(event.choices)) return 'quiet';
      if (event.choices.length === 0) return hasUsage ? 'usage' : 'quiet';
      return takeChoices(tally, event.choices, readChoice);
    },
  };
}

/** Streams of chat completions. */
export const chatStream: StreamFormat = formatOf((tally, choice) => {
  const delta = asObject(choice.delta);
  if (delta === null) return false;
  tally.text += generatedText(delta);
  return hasContent(delta) || hasReasoning(delta);
});

/** Streams of completions. */
export const completionsStream: StreamFormat = formatOf((tally, choice) => {
  const text = asText(choice.text);
  tally.text += text;
  return text !== '';
});
