import { parseSseEvent, type SseEvent } from './parseSseEvent.ts';

/** What becomes of an event's bytes. `stop`: neither it nor what follows is handed on. */
export type SseDecision = 'keep' | 'drop' | 'stop';

/** Judges each event that carries data. */
export interface SseJudge {
  event(event: SseEvent): SseDecision;
}

const LF = 0x0a;
const CR = 0x0d;

/**
 * Cuts a byte stream into server-sent events, wherever its chunks were split, and hands on whole events as the bytes that
 * came. Half an event is held back, so that a cut never shows in the client's stream and an error event fits behind.
 *
 * Written for bytes because `eventsource-parser` reads strings: with it every chunk would be decoded, cut and encoded
 * again, and the bytes of an event that is taken out could not be told from the others. Where a chunk is a number of whole
 * events, the usual case, it is handed on as it is.
 */
export class SseFramer {
  /** The event that has not ended yet. */
  #parts: Buffer[] = [];
  #heldBytes = 0;
  #lineEmpty = true;
  #afterCr = false;
  #stopped = false;
  #out: Buffer[] = [];

  /** Bytes held back because their event has not ended. */
  get heldBytes(): number {
    return this.#heldBytes;
  }

  /** Reads a chunk; answers the bytes to hand on, null = none. */
  push(chunk: Buffer, judge: SseJudge): Buffer | null {
    if (this.#stopped) return null;
    // The line feed of a CR LF that was split after an event's end: handed on at once, clients wait for it.
    const glue = this.#afterCr && this.#parts.length === 0 && chunk[0] === LF ? 1 : 0;
    if (glue === 1) this.#afterCr = false;
    let runStart = 0;
    let eventStart = glue;
    for (;;) {
      const end = this.#findEnd(chunk, eventStart);
      if (end === -1) break;
      const decision = this.#judge(chunk, eventStart, end, judge);
      if (decision !== 'keep') {
        this.#keep(chunk, runStart, eventStart);
        runStart = end;
      }
      eventStart = end;
      if (decision === 'stop') {
        this.#stopped = true;
        return this.#take();
      }
    }
    this.#keep(chunk, runStart, eventStart);
    if (eventStart < chunk.length) this.#hold(chunk.subarray(eventStart));
    return this.#take();
  }

  /**
   * The stream is over: what is held back counts as an event if it is one, closed by the blank line that it lacks, since
   * readers that keep to the standard would drop it otherwise.
   */
  finish(judge: SseJudge): Buffer | null {
    if (this.#stopped || this.#parts.length === 0) return null;
    const rest = Buffer.concat(this.#parts);
    this.#release();
    this.#stopped = true;
    const event = parseSseEvent(rest, 0, rest.length);
    if (event === null) return rest;
    if (judge.event(event) !== 'keep') return null;
    return Buffer.concat([rest, Buffer.from(this.#lineEmpty ? '\n' : '\n\n')]);
  }

  /** @returns the index after the blank line that ends the event, -1 = it does not end in this chunk */
  #findEnd(chunk: Buffer, from: number): number {
    let lineEmpty = this.#lineEmpty;
    let afterCr = this.#afterCr;
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at];
      if (byte !== LF && byte !== CR) {
        lineEmpty = false;
        afterCr = false;
        continue;
      }
      const completesCr = byte === LF && afterCr;
      afterCr = byte === CR;
      if (completesCr) continue;
      if (lineEmpty) return this.#endAt(chunk, at, afterCr);
      lineEmpty = true;
    }
    this.#lineEmpty = lineEmpty;
    this.#afterCr = afterCr;
    return -1;
  }

  #endAt(chunk: Buffer, at: number, isCr: boolean): number {
    const isCrLf = isCr && chunk[at + 1] === LF;
    this.#lineEmpty = true;
    this.#afterCr = isCr && !isCrLf;
    return isCrLf ? at + 2 : at + 1;
  }

  #judge(chunk: Buffer, start: number, end: number, judge: SseJudge): SseDecision {
    if (this.#parts.length === 0) {
      const event = parseSseEvent(chunk, start, end);
      return event === null ? 'keep' : judge.event(event);
    }
    const whole = Buffer.concat([...this.#parts, chunk.subarray(start, end)]);
    const event = parseSseEvent(whole, 0, whole.length);
    const decision = event === null ? 'keep' : judge.event(event);
    if (decision === 'keep') this.#out.push(...this.#parts);
    this.#release();
    return decision;
  }

  #keep(chunk: Buffer, start: number, end: number): void {
    if (start === end) return;
    this.#out.push(start === 0 && end === chunk.length ? chunk : chunk.subarray(start, end));
  }

  #hold(part: Buffer): void {
    this.#parts.push(part);
    this.#heldBytes += part.length;
  }

  #release(): void {
    this.#parts = [];
    this.#heldBytes = 0;
  }

  #take(): Buffer | null {
    const out = this.#out;
    if (out.length === 0) return null;
    this.#out = [];
    return out.length === 1 ? (out[0] ?? null) : Buffer.concat(out);
  }
}
