import type { Answer } from '../answer.ts';
import type { AnsweringBehaviour } from '../behaviour.ts';
import { compress } from './compression.ts';
import { playTrickle } from './playTrickle.ts';
import { reportUsage } from './reportUsage.ts';
import { breakOff, pause, sendHead, sendPiece, silence } from './stage.ts';
import type { Stage } from './stage.ts';

function halfOf(body: Buffer): Buffer {
  return body.subarray(0, Math.ceil(body.length / 2));
}

function headersOf(behaviour: AnsweringBehaviour, length: number | undefined): Record<string, string> {
  return {
    'content-type': 'application/json',
    ...(length === undefined ? {} : { 'content-length': String(length) }),
    ...(behaviour.encoding ? { 'content-encoding': behaviour.encoding } : {}),
    ...behaviour.headers,
  };
}

/** Half of the body: with the length of the whole, or chunked and closed as if it were all. */
async function playHalf(stage: Stage, behaviour: AnsweringBehaviour, body: Buffer): Promise<void> {
  sendHead(stage, 200, headersOf(behaviour, behaviour.kind === 'end' ? undefined : body.length));
  await sendPiece(stage, halfOf(body));
  if (behaviour.kind === 'stall') return silence(stage);
  if (behaviour.kind === 'end') stage.res.end();
  else breakOff(stage);
}

async function playWhole(stage: Stage, behaviour: AnsweringBehaviour, body: Buffer): Promise<void> {
  sendHead(stage, 200, headersOf(behaviour, behaviour.chunked === true ? undefined : body.length));
  await pause(stage, behaviour.firstTokenMs);
  if (behaviour.kind === 'trickle') return playTrickle(stage, behaviour, body);
  await sendPiece(stage, body);
  stage.res.end();
}

/** Plays an answer as one JSON body. */
export async function playJson(stage: Stage, behaviour: AnsweringBehaviour, answer: Answer): Promise<void> {
  const text = Buffer.from(JSON.stringify(stage.endpoint.json(stage.ask, answer)));
  const body = compress(text, behaviour.encoding);
  switch (behaviour.kind) {
    case 'cut':
    case 'end':
    case 'stall':
    case 'truncated_body':
      return playHalf(stage, behaviour, body);
    case 'bad_chunk':
    case 'malformed_json':
      return playWhole(stage, behaviour, compress(halfOf(text), behaviour.encoding));
    case 'comments_only':
      sendHead(stage, 200, headersOf(behaviour, body.length));
      return silence(stage);
    default:
      reportUsage(stage, answer);
      return playWhole(stage, behaviour, body);
  }
}
