import type { Answer } from '../answer.ts';
import type { AnsweringBehaviour } from '../behaviour.ts';
import type { StreamFrames } from '../dialects/endpoint.ts';
import { renderError } from '../errors/renderError.ts';
import { pieceCompressor } from './compression.ts';
import type { PieceCompressor } from './compression.ts';
import { planStream } from './planStream.ts';
import type { FaultFrames, StreamPlan } from './planStream.ts';
import { playTrickle } from './playTrickle.ts';
import { reportUsage } from './reportUsage.ts';
import { breakOff, pause, sendHead, sendPiece, silence } from './stage.ts';
import type { Stage } from './stage.ts';

const KEEP_ALIVE_MS = 50;

function faultFrames(stage: Stage, behaviour: AnsweringBehaviour): FaultFrames {
  const { ask, endpoint, call } = stage;
  const name = behaviour.kind === 'stream_error' ? (behaviour.error ?? 'overloaded') : 'overloaded';
  const message = behaviour.kind === 'stream_error' ? behaviour.message : undefined;
  const failed = behaviour.kind === 'stream_error' && behaviour.failed === true;
  const error = renderError(ask.dialect, name, {
    model: ask.model,
    endpoint: ask.endpoint,
    serial: call.id,
    message,
  });
  const text = endpoint.streamError?.(error, { serial: call.id, model: ask.model, failed }) ?? '';
  return { error: text, keepAlive: endpoint.keepAlive };
}

async function sendFrames(
  stage: Stage,
  behaviour: AnsweringBehaviour,
  plan: StreamPlan,
  compressor: PieceCompressor | undefined,
): Promise<void> {
  let first = true;
  for (const frame of plan.frames) {
    if (frame.content) {
      await pause(stage, first ? behaviour.firstTokenMs : behaviour.chunkDelayMs);
      first = false;
    } else if (frame.text === stage.endpoint.keepAlive) {
      await pause(stage, behaviour.chunkDelayMs);
    }
    await sendPiece(stage, compressor ? await compressor.piece(frame.text) : frame.text);
  }
}

async function keepOpen(stage: Stage, everyMs: number): Promise<never> {
  for (;;) {
    await pause(stage, everyMs);
    await sendPiece(stage, stage.endpoint.keepAlive);
  }
}

async function finishStream(
  stage: Stage,
  behaviour: AnsweringBehaviour,
  plan: StreamPlan,
  compressor: PieceCompressor | undefined,
): Promise<void> {
  switch (plan.ending) {
    case 'cut':
      breakOff(stage);
      return;
    case 'silence':
      return silence(stage);
    case 'keepAlive':
      return keepOpen(stage, behaviour.chunkDelayMs ?? KEEP_ALIVE_MS);
    case 'close':
      if (compressor) await sendPiece(stage, await compressor.end());
      stage.res.end();
  }
}

/** Plays an answer as server-sent events. */
export async function playStream(
  stage: Stage,
  behaviour: AnsweringBehaviour,
  answer: Answer,
  frames: StreamFrames,
): Promise<void> {
  const encoding: Record<string, string> = behaviour.encoding ? { 'content-encoding': behaviour.encoding } : {};
  const type = 'text/event-stream; charset=utf-8';
  sendHead(stage, 200, { 'content-type': type, 'cache-control': 'no-cache', ...encoding, ...behaviour.headers });
  const plan = planStream(behaviour, frames, faultFrames(stage, behaviour));
  const compressor = pieceCompressor(behaviour.encoding);
  if (plan.whole) reportUsage(stage, answer);
  if (behaviour.kind === 'trickle') {
    await pause(stage, behaviour.firstTokenMs);
    const whole = plan.frames.map((frame) => frame.text).join('');
    const body = compressor ? Buffer.concat([await compressor.piece(whole), await compressor.end()]) : whole;
    return playTrickle(stage, behaviour, Buffer.from(body));
  }
  await sendFrames(stage, behaviour, plan, compressor);
  await finishStream(stage, behaviour, plan, compressor);
}
