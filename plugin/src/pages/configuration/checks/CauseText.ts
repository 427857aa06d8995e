/** A cause in words. */
export interface CauseText {
  /** In a few words, for the line of the check. */
  readonly short: string;
  readonly title: string;
  /** What to do about it. */
  readonly remedy: string;
  /** Ends the remedy: a setting, or what to write where. */
  readonly code?: string;
}
