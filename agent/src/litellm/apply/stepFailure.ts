/** A step that cannot be done: why, and what to do about it. Never holds a secret. */
export class StepFailure extends Error {
  readonly fix: string;

  constructor(message: string, fix: string) {
    super(message);
    this.name = 'StepFailure';
    this.fix = fix;
  }
}
