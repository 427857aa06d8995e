import { BODY_BYTES } from './chatAnswers.ts';

/** How the upstream answers under one path prefix. */
export interface UpstreamMode {
  /** Milliseconds before the answer, or before a stream's first content. */
  readonly delayMs: number;
  /** Size of a plain answer. */
  readonly answerBytes: number;
  /** Milliseconds between the content chunks of a stream. */
  readonly chunkMs?: number;
  /** Every call fails like this. */
  readonly fails?: 500 | 429;
  /** This share of calls fails: a 500, a 429 and a connection reset in turn. */
  readonly failureShare?: number;
}

const small = { delayMs: 0, answerBytes: BODY_BYTES.small } as const;

/** The first path segment chooses one: `/small/v1/chat/completions`. */
export const UPSTREAM_MODES = {
  small,
  large: { delayMs: 0, answerBytes: BODY_BYTES.large },
  slow: { ...small, delayMs: 100 },
  stream: { ...small, delayMs: 50, chunkMs: 10 },
  e500: { ...small, fails: 500 },
  e429: { ...small, fails: 429 },
  flaky: { ...small, delayMs: 300, chunkMs: 10, failureShare: 0.2 },
  backup: { ...small, delayMs: 300, chunkMs: 10 },
} as const satisfies Record<string, UpstreamMode>;

/** Name of a mode. */
export type ModeName = keyof typeof UPSTREAM_MODES;

/** The modes by any name. */
export const modeByName: ReadonlyMap<string, UpstreamMode> = new Map(Object.entries(UPSTREAM_MODES));

/** Whether there is such a mode. */
export function isModeName(name: string): name is ModeName {
  return name in UPSTREAM_MODES;
}
