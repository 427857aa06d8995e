/** The shared store cannot be reached or refuses to work; what is in force stays in force, nothing was half-written. */
export class StoreUnavailableError extends Error {
  /** What a person can do, in a sentence. */
  readonly fix: string;

  constructor(message: string, fix: string) {
    super(message);
    this.name = 'StoreUnavailableError';
    this.fix = fix;
  }
}
