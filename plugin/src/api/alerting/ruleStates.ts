import { z } from 'zod';

/** One thing that a rule found, as Prometheus and Grafana tell it. */
const instanceSchema = z.object({
  labels: z.record(z.string(), z.string()),
  /** `firing` and `pending` of Prometheus; `Alerting`, `Pending`, `Normal (NoData)` and the like of Grafana. */
  state: z.string(),
  activeAt: z.string().nullish(),
  /** Rendered. */
  annotations: z.record(z.string(), z.string()).nullish(),
});
export type RuleInstance = z.infer<typeof instanceSchema>;

const ruleSchema = z.object({
  type: z.string(),
  name: z.string(),
  query: z.string().catch(''),
  health: z.string().catch('unknown'),
  lastError: z.string().optional(),
  state: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  alerts: z.array(instanceSchema).nullish(),
  /** Of Grafana's own rules only. */
  uid: z.string().optional(),
  isPaused: z.boolean().optional(),
});

/** A rule as the Prometheus-compatible API tells it. */
export type RuleStatus = z.infer<typeof ruleSchema> & {
  /** The file of Prometheus, or the folder's title in Grafana. */
  readonly file: string;
  readonly group: string;
};

const answerSchema = z.object({
  data: z.object({
    groups: z.array(z.object({ name: z.string(), file: z.string().catch(''), rules: z.array(z.unknown()).catch([]) })),
  }),
});

/** Every rule of an answer of `/api/v1/rules`; a rule in a form that is not known is left out. */
export const ruleStatusesSchema = answerSchema.transform(({ data }): readonly RuleStatus[] =>
  data.groups.flatMap(({ name, file, rules }) =>
    rules.flatMap((rule) => {
      const parsed = ruleSchema.safeParse(rule);
      return parsed.success ? [{ ...parsed.data, file, group: name }] : [];
    }),
  ),
);
