import type { Response } from 'express';

/** How a request ended. */
export interface Outcome {
  readonly status: number;
  /** What was wrong; absent where nothing was. */
  readonly detail?: string;
  /** Body of a success. */
  readonly body?: unknown;
}

type TakeOutcome = (outcome: Outcome) => void;

/** Has `take` told how this request ends, before the answer goes out, once. */
export function expectOutcome(response: Response, take: TakeOutcome): void {
  response.locals['takeOutcome'] = take;
}

/** Tells whoever expects it how the request ends; for most nobody does. */
export function tellOutcome(response: Response, outcome: Outcome): void {
  const take = response.locals['takeOutcome'] as TakeOutcome | undefined;
  response.locals['takeOutcome'] = undefined;
  take?.(outcome);
}
