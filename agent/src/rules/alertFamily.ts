import type { AlertRule, AlertThresholds } from '@understudy/contract';
import type { RuleScope } from './ruleScope.ts';

/** A page of the runbooks. */
export type RunbookPage =
  | 'fallback-rate'
  | 'fallback-slo'
  | 'availability-slo'
  | 'all-providers-failed'
  | 'cost-multiplier'
  | 'unpriced'
  | 'circuit'
  | 'provider-auth'
  | 'agent-down'
  | 'config'
  | 'store'
  | 'latency'
  | 'streams'
  | 'cardinality'
  | 'chain-unproven';

/** What a rule says: expression and words. */
export interface RuleText {
  readonly expr: string;
  /** A sentence without values. */
  readonly summary: string;
  /** With the templates of Prometheus; what it is about stands before it. */
  readonly description: string;
  readonly threshold: string;
}

/** An alert; one rule for every chain, and one for each chain with thresholds of its own. */
export interface AlertFamily {
  readonly alert: string;
  /** Tells two rules of one name apart. */
  readonly variant?: 'fast' | 'slow';
  /** Unscaled seconds. */
  readonly forSeconds: number;
  readonly severity: AlertRule['severity'];
  readonly slo?: 'fallback' | 'availability';
  readonly runbook: RunbookPage;
  /** What its samples are told apart by, beside the labels of the scrape. */
  readonly labels: readonly string[];
  /** Thresholds that it compares with; without any no chain has a rule of its own. */
  readonly uses?: readonly (keyof AlertThresholds)[];
  readonly say: (scope: RuleScope) => RuleText;
}
