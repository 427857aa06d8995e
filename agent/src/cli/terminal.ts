/** Where a command writes, and how it says what it came to. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Sets the exit code; the process ends by itself once nothing is left to do. */
  readonly exitCode: (code: number) => void;
}

/** The process's own. */
export const processTerminal: Terminal = {
  out: (text) => console.log(text),
  err: (text) => console.error(text),
  exitCode: (code) => {
    process.exitCode = code;
  },
};

/** A bad configuration or a bad option. */
export const EXIT_BAD_CONFIGURATION = 2;
