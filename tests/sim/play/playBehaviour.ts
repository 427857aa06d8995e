import { buildAnswer } from '../answer.ts';
import type { AnsweringBehaviour, Behaviour, HangBehaviour } from '../behaviour.ts';
import { LOGIN_PAGE } from '../errors/htmlPages.ts';
import { playError } from './playError.ts';
import { playJson } from './playJson.ts';
import { playStream } from './playStream.ts';
import { breakOff, pause, sendHead, sendPiece, silence } from './stage.ts';
import type { Stage } from './stage.ts';

function typeFor(stage: Stage): string {
  return stage.ask.stream ? 'text/event-stream; charset=utf-8' : 'application/json';
}

async function hang(stage: Stage, behaviour: HangBehaviour): Promise<never> {
  if (behaviour.after === 'headers') sendHead(stage, 200, { 'content-type': typeFor(stage) });
  return silence(stage);
}

async function answerWith(stage: Stage, behaviour: AnsweringBehaviour): Promise<void> {
  const { ask, endpoint } = stage;
  if (behaviour.kind === 'empty_body') {
    sendHead(stage, 200, { 'content-type': typeFor(stage), 'content-length': '0', ...behaviour.headers });
    stage.res.end();
    return;
  }
  if (behaviour.kind === 'html') {
    sendHead(stage, 200, { 'content-type': 'text/html; charset=UTF-8', ...behaviour.headers });
    await sendPiece(stage, LOGIN_PAGE);
    stage.res.end();
    return;
  }
  const answer = buildAnswer(ask, behaviour, stage.call.id);
  if (ask.stream && endpoint.stream) return playStream(stage, behaviour, answer, endpoint.stream(ask, answer));
  if (behaviour.kind !== 'stream_error') return playJson(stage, behaviour, answer);
  return playError(stage, {
    kind: 'error',
    error: behaviour.error ?? 'overloaded',
    ...(behaviour.message === undefined ? {} : { message: behaviour.message }),
  });
}

/** Plays a behaviour to its end; rejects with an AbortError when the caller leaves before. */
export async function playBehaviour(stage: Stage, behaviour: Behaviour): Promise<void> {
  await pause(stage, behaviour.latencyMs);
  switch (behaviour.kind) {
    case 'error':
    case 'status':
      return playError(stage, behaviour);
    case 'reset':
      breakOff(stage, behaviour.how ?? 'rst');
      return;
    case 'hang':
      return hang(stage, behaviour);
    default:
      return answerWith(stage, behaviour);
  }
}
