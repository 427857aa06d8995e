import type { Finding, Problem } from '@understudy/contract';

/**
 * Why a call failed, in the terms of what a person can do about it.
 * - `unreachable`: no agent behind the proxy, or no network; `unconfigured`: no address is set in the app's settings;
 * - `unauthorized`: the agent refuses the stored token; `forbidden`: this person may not; `conflict`: changed meanwhile (412);
 * - `refused`: the input is wrong, see `findings`; `managed`: a file is the truth, the API is read-only; `limited`: too many calls;
 * - `store`: the shared store of the agents is away, so that nothing can be saved and what only it has cannot be read;
 * - `missing`: no such thing; `incompatible`: an answer that this version of the app does not understand; `failed`: anything else.
 */
export type AgentErrorKind =
  | 'unreachable'
  | 'unconfigured'
  | 'unauthorized'
  | 'forbidden'
  | 'conflict'
  | 'refused'
  | 'managed'
  | 'store'
  | 'limited'
  | 'missing'
  | 'incompatible'
  | 'failed';

interface Details {
  readonly kind: AgentErrorKind;
  /** HTTP status; 0 = none. */
  readonly status: number;
  readonly problem?: Problem | undefined;
  /** Seconds, where the agent said when to try again. */
  readonly retryAfter?: number | undefined;
}

/** A call of the control API that failed. `message` is a sentence for people, without secrets. */
export class AgentError extends Error {
  override readonly name = 'AgentError';
  readonly kind: AgentErrorKind;
  readonly status: number;
  readonly problem: Problem | undefined;
  readonly retryAfter: number | undefined;

  constructor(message: string, { kind, status, problem, retryAfter }: Details) {
    super(message);
    this.kind = kind;
    this.status = status;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** All that is wrong with what was sent. */
  get findings(): readonly Finding[] {
    return this.problem?.findings ?? [];
  }

  /** What to do about it, where the agent says so. */
  get fix(): string | undefined {
    return this.problem?.fix;
  }
}
