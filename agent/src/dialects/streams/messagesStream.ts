import type { JsonObject } from '../../engine/index.ts';
import { emptyMessageSign } from '../answers/messagesAnswer.ts';
import { asObject, asText } from '../jsonAccess.ts';
import { messagesUsage } from '../usage.ts';
import type { StreamFormat, StreamSign, StreamTally } from './streamFormat.ts';

/** Blocks that begin before they bring anything; every other one is a tool call or its result. */
const NOT_YET_CONTENT = new Set(['', 'text', 'thinking']);

/** Later events repeat and complete the counts of `message_start`; null means "as before". */
function takeUsage(tally: StreamTally, usage: JsonObject | null): void {
  for (const [key, value] of Object.entries(usage ?? {})) if (value !== null) tally.rawUsage[key] = value;
  tally.usage = messagesUsage(tally.rawUsage);
}

function takeStart(tally: StreamTally, message: JsonObject | null): void {
  tally.model = asText(message?.model) || null;
  takeUsage(tally, asObject(message?.usage));
}

function takeContent(tally: StreamTally, text: string): StreamSign {
  tally.text += text;
  tally.hasContent = true;
  return 'content';
}

function takeBlock(tally: StreamTally, block: JsonObject | null): StreamSign {
  if (NOT_YET_CONTENT.has(asText(block?.type)) && asText(block?.text) + asText(block?.thinking) === '') return 'quiet';
  return takeContent(tally, asText(block?.text) + asText(block?.thinking) + asText(block?.name));
}

function takeDelta(tally: StreamTally, delta: JsonObject | null): StreamSign {
  const { type, text, thinking, partial_json } = delta ?? {};
  if (type === 'signature_delta') return 'quiet';
  if (type === 'citations_delta') return takeContent(tally, '');
  const generated = asText(text) + asText(thinking) + asText(partial_json);
  return generated === '' ? 'quiet' : takeContent(tally, generated);
}

function takeStop(tally: StreamTally, delta: JsonObject | null): StreamSign {
  const reason = delta?.stop_reason;
  if (typeof reason === 'string') tally.finishReasons.push(reason);
  const sign = emptyMessageSign(reason, false);
  tally.isFiltered = sign === 'filtered';
  tally.isOverlong = sign === 'overlong';
  tally.isTruncated = reason === 'max_tokens';
  return 'quiet';
}

/** Streams of Anthropic's messages. */
export const messagesStream: StreamFormat = {
  read(tally, name, event) {
    switch (asText(event.type) === '' ? name : event.type) {
      case 'message_start':
        takeStart(tally, asObject(event.message));
        return 'quiet';
      case 'content_block_start':
        return takeBlock(tally, asObject(event.content_block));
      case 'content_block_delta':
        return takeDelta(tally, asObject(event.delta));
      case 'message_delta':
        takeUsage(tally, asObject(event.usage));
        return takeStop(tally, asObject(event.delta));
      case 'message_stop':
        tally.hasEnded = true;
        return 'quiet';
      case 'error':
        return 'error';
      default:
        return 'quiet';
    }
  },
};
