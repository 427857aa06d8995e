import { z } from 'zod';

const querySchema = z.object({
  refId: z.string(),
  datasourceUid: z.string().catch(''),
  relativeTimeRange: z.object({ from: z.number(), to: z.number() }).optional(),
  model: z.record(z.string(), z.unknown()),
});
export type RuleQuery = z.infer<typeof querySchema>;

const texts = z.record(z.string(), z.string());

/** A rule as Grafana's provisioning API has it; what this app does not know of it is kept. */
export const provisionedRuleSchema = z.looseObject({
  uid: z.string(),
  title: z.string(),
  folderUID: z.string(),
  ruleGroup: z.string(),
  condition: z.string(),
  data: z.array(querySchema),
  noDataState: z.string(),
  execErrState: z.string(),
  /** A duration: `5m`. */
  for: z.string(),
  labels: texts.nullish(),
  annotations: texts.nullish(),
  isPaused: z.boolean().optional(),
  /** Who keeps it: `file`, `api` or, empty or absent, anybody in Grafana's own pages. */
  provenance: z.string().optional(),
});
export type ProvisionedRule = z.infer<typeof provisionedRuleSchema>;

/** A whole rule group; writing one replaces what was in it. */
export const ruleGroupSchema = z.object({
  title: z.string(),
  folderUid: z.string(),
  /** Seconds; a multiple of ten. */
  interval: z.number(),
  rules: z.array(provisionedRuleSchema),
});
export type RuleGroup = z.infer<typeof ruleGroupSchema>;

export const folderSchema = z.object({ uid: z.string(), title: z.string() });
export type Folder = z.infer<typeof folderSchema>;
