import type { TrickleBehaviour } from '../behaviour.ts';
import { pause, sendPiece } from './stage.ts';
import type { Stage } from './stage.ts';

const BYTES = 8;
const EVERY_MS = 20;

/** Sends a body a few bytes at a time; pieces end anywhere, in the middle of a character too. */
export async function playTrickle(stage: Stage, behaviour: TrickleBehaviour, body: Buffer): Promise<void> {
  const size = behaviour.bytes ?? BYTES;
  for (let at = 0; at < body.length; at += size) {
    if (at > 0) await pause(stage, behaviour.everyMs ?? EVERY_MS);
    await sendPiece(stage, body.subarray(at, at + size));
  }
  stage.res.end();
}
