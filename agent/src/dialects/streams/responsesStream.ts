import type { JsonObject } from '../../engine/index.ts';
import { responseSign, responseWords } from '../answers/responsesAnswer.ts';
import { asObject, asText } from '../jsonAccess.ts';
import { responsesUsage } from '../usage.ts';
import type { StreamFormat, StreamSign, StreamTally } from './streamFormat.ts';

/** Items that begin before they bring anything; every other one is a tool call. */
const NOT_YET_CONTENT = new Set(['', 'message', 'reasoning']);

function takeDelta(tally: StreamTally, event: JsonObject): StreamSign {
  const delta = asText(event.delta);
  if (delta === '') return 'quiet';
  tally.text += delta;
  tally.hasContent = true;
  return 'content';
}

function takeItem(tally: StreamTally, event: JsonObject): StreamSign {
  const item = asObject(event.item);
  if (NOT_YET_CONTENT.has(asText(item?.type))) return 'quiet';
  tally.text += asText(item?.name);
  tally.hasContent = true;
  return 'content';
}

function takeEnd(tally: StreamTally, event: JsonObject): StreamSign {
  const response = asObject(event.response) ?? {};
  tally.hasEnded = true;
  const { model, finishReasons } = responseWords(response);
  tally.model = model;
  tally.finishReasons.push(...finishReasons);
  tally.usage = responsesUsage(asObject(response.usage));
  const sign = responseSign(response);
  tally.isFiltered = sign === 'filtered';
  tally.isTruncated = asText(asObject(response.incomplete_details)?.reason) === 'max_output_tokens';
  if (sign === 'error') return 'error';
  // A server that sends no deltas puts everything into the last event.
  if (tally.hasContent || sign !== 'usable') return 'quiet';
  tally.hasContent = true;
  return 'content';
}

/** Streams of responses. */
export const responsesStream: StreamFormat = {
  read(tally, name, event) {
    const type = asText(event.type) === '' ? name : asText(event.type);
    switch (type) {
      case 'response.output_item.added':
        return takeItem(tally, event);
      case 'response.completed':
      case 'response.incomplete':
        return takeEnd(tally, event);
      case 'response.failed':
      case 'error':
        return 'error';
      case 'response.image_generation_call.partial_image':
        tally.hasContent = true;
        return 'content';
      default:
        return type.endsWith('.delta') ? takeDelta(tally, event) : 'quiet';
    }
  },
};
