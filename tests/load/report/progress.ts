import type { WriteStream } from 'node:tty';

/** Where progress is shown; a terminal has one line rewritten. */
type Output = Pick<WriteStream, 'write'> & { readonly isTTY?: boolean };

function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** Says what is being measured and about how long the rest takes. */
export class Progress {
  readonly #output: Output;
  readonly #now: () => number;
  #left = 0;
  #ofMeasure = 0;
  #startedAt = 0;

  /** @param now the time in milliseconds */
  constructor(output: Output, now: () => number) {
    this.#output = output;
    this.#now = now;
  }

  /** The expected time of everything, in seconds. */
  plan(seconds: number): void {
    this.#left = seconds;
  }

  /** A measure begins that is expected to take so many of the planned seconds. */
  begin(seconds: number): void {
    this.#ofMeasure = seconds;
    this.#startedAt = this.#now();
  }

  /** The measure is done. */
  end(): void {
    this.#left -= this.#ofMeasure;
    this.#ofMeasure = 0;
  }

  /** Shows what goes on now. */
  show(what: string): void {
    const passed = Math.min((this.#now() - this.#startedAt) / 1000, this.#ofMeasure);
    const line = `${what} (about ${clock(this.#left - passed)} left)`;
    this.#output.write(this.#output.isTTY === true ? `\r\u001b[2K${line}` : `${line}\n`);
  }

  /** Clears the line. */
  clear(): void {
    if (this.#output.isTTY === true) this.#output.write('\r\u001b[2K');
  }
}
