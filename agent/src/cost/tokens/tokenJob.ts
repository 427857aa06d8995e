/** What the worker is asked. */
export interface TokenJob {
  readonly id: number;
  readonly text: string;
}

/** What it answers. */
export interface TokenResult {
  readonly id: number;
  readonly tokens: number;
}
