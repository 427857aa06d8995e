import type { RecordingRule } from '@understudy/contract';
import type { RuleStatus } from '../../../api/alerting/ruleStates.ts';
import { sameExpression } from './sameExpression.ts';

/** How a recording rule stands: `loaded` = evaluated, without a series so far. */
export type RecordingState = 'recorded' | 'loaded' | 'outdated' | 'missing' | 'unknown';

/** A recording rule of the agent, with how it stands. */
export interface RecordingView {
  readonly rule: RecordingRule;
  readonly state: RecordingState;
}

/** What was found out; undefined = could not be asked, or not yet. */
export interface RecordingSources {
  readonly statuses: readonly RuleStatus[] | undefined;
  /** Names of series that have a value now. */
  readonly series: ReadonlySet<string> | undefined;
}

function stateOf({ record, expr }: RecordingRule, { statuses, series }: RecordingSources): RecordingState {
  const loaded = statuses?.find(({ type, name }) => type === 'recording' && name === record);
  if (loaded && !sameExpression(loaded.query, expr)) return 'outdated';
  if (series?.has(record)) return 'recorded';
  if (loaded) return 'loaded';
  return statuses || series ? 'missing' : 'unknown';
}

/** Each recording rule with whether its series are written. */
export function recordingViews(rules: readonly RecordingRule[], sources: RecordingSources): readonly RecordingView[] {
  return rules.map((rule) => ({ rule, state: stateOf(rule, sources) }));
}

/** Names of the recorded series that an expression reads, of those given. */
export function seriesIn(expression: string, records: readonly string[]): readonly string[] {
  const words = new Set(expression.match(/[a-zA-Z_:][\w:]*/g));
  return records.filter((record) => words.has(record));
}
