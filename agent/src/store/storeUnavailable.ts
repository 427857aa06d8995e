export interface StoreUnavailableDetails {
  /** What a person can do, in a sentence. */
  readonly fix: string;
  /** Whether it is certain that nothing was done; otherwise an answer was lost. Default: certain. */
  readonly isCertain?: boolean;
}

/** The shared store cannot be reached or refuses to work; what is in force stays in force, nothing was half-written. */
export class StoreUnavailableError extends Error {
  readonly fix: string;
  readonly isCertain: boolean;

  constructor(message: string, { fix, isCertain = true }: StoreUnavailableDetails) {
    super(message);
    this.name = 'StoreUnavailableError';
    this.fix = fix;
    this.isCertain = isCertain;
  }
}
