import type { AlertRules } from '@understudy/contract';
import type { Choice } from './useChoice.ts';

/** What the drawer of an install knows of its page. */
export interface InstallPart {
  readonly rules: AlertRules;
  readonly choice: Choice;
  /** Titles of chosen rules that read series which nobody records. */
  readonly unrecorded: readonly string[];
  /** Chosen rules that Prometheus evaluates as well. */
  readonly twice: number;
  /** Opens the rule file. */
  readonly onFile: () => void;
  /** Takes the rules out of Grafana, which was confirmed before. */
  readonly onRemove: () => void;
}
