import type { Problem } from '@understudy/contract';

/** The control API said no, or could not be reached. */
export class ApiFailure extends Error {
  /** HTTP status; 0 = no answer at all. */
  readonly status: number;
  readonly problem: Problem | null;

  constructor(status: number, message: string, problem: Problem | null = null) {
    super(message);
    this.name = 'ApiFailure';
    this.status = status;
    this.problem = problem;
  }
}
