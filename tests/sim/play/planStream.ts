import type { AnsweringBehaviour, BadChunkBehaviour, StreamErrorBehaviour } from '../behaviour.ts';
import type { StreamFrames } from '../dialects/endpoint.ts';

/** How a stream stops: closed, destroyed, silent, or kept open by comments for ever. */
export type Ending = 'close' | 'cut' | 'silence' | 'keepAlive';

/** The frames that a behaviour sends, in order, and what comes after the last. */
export interface StreamPlan {
  frames: { text: string; content: boolean }[];
  ending: Ending;
  /** Whether the frame that reports usage is among them. */
  whole: boolean;
}

/** Frames that no dialect's answer has. */
export interface FaultFrames {
  error: string;
  keepAlive: string;
}

type Frame = StreamPlan['frames'][number];

function plain(texts: string[]): Frame[] {
  return texts.map((text) => ({ text, content: false }));
}

function contents(texts: string[]): Frame[] {
  return texts.map((text) => ({ text, content: true }));
}

/** A frame that was cut in its JSON and still ends like a frame. */
function garble(frames: StreamFrames): string {
  const frame = frames.content[0] ?? frames.finish[0] ?? 'data: {"id":"sim","choices":[{]}';
  return `${frame.slice(0, Math.ceil(frame.length * 0.6)).trimEnd()}\n\n`;
}

function badChunkPlan(behaviour: BadChunkBehaviour, frames: StreamFrames): StreamPlan {
  const at = behaviour.afterChunks ?? 0;
  const bad = plain([behaviour.raw ?? garble(frames)]);
  const head = plain(frames.head);
  const opening = at > 0 || behaviour.role === true ? [...head, ...contents(frames.content.slice(0, at)), ...bad] : bad;
  if (behaviour.last === true) return { frames: opening, ending: 'close', whole: false };
  const rest = [...contents(frames.content.slice(at)), ...plain([...frames.finish, ...frames.done])];
  const late = at === 0 && behaviour.role !== true ? head : [];
  return { frames: [...opening, ...late, ...rest], ending: 'close', whole: true };
}

function streamErrorPlan(behaviour: StreamErrorBehaviour, frames: StreamFrames, faults: FaultFrames): StreamPlan {
  const at = behaviour.afterChunks ?? 0;
  const head = at > 0 || behaviour.role === true ? plain(frames.head) : [];
  const comments = Array.from({ length: behaviour.comments ?? 0 }, () => faults.keepAlive);
  const said = [...head, ...contents(frames.content.slice(0, at))];
  return { frames: [...said, ...plain([...comments, faults.error])], ending: 'close', whole: false };
}

const BREAKS = { cut: 'cut', end: 'close', stall: 'silence' } as const;

/** What a behaviour makes of an answer's stream. */
export function planStream(behaviour: AnsweringBehaviour, frames: StreamFrames, faults: FaultFrames): StreamPlan {
  const head = plain(frames.head);
  switch (behaviour.kind) {
    case 'cut':
    case 'end':
    case 'stall': {
      const said = contents(frames.content.slice(0, behaviour.afterChunks ?? 1));
      return { frames: [...head, ...said], ending: BREAKS[behaviour.kind], whole: false };
    }
    case 'bad_chunk':
      return badChunkPlan(behaviour, frames);
    case 'malformed_json':
      return badChunkPlan({ kind: 'bad_chunk', last: true }, frames);
    case 'stream_error':
      return streamErrorPlan(behaviour, frames, faults);
    case 'truncated_body': {
      const [first = ''] = frames.content;
      const half = contents([first.slice(0, Math.ceil(first.length / 2))]);
      return { frames: [...head, ...half], ending: 'cut', whole: false };
    }
    case 'comments_only':
      return { frames: head, ending: 'keepAlive', whole: false };
    default: {
      const done = behaviour.kind === 'no_done' ? [] : frames.done;
      const said = [...head, ...contents(frames.content), ...plain([...frames.finish, ...done])];
      return { frames: said, ending: 'close', whole: true };
    }
  }
}
