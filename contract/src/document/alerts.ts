import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { METRIC_FAMILIES } from '../metrics/metrics.ts';

/** Service levels that a model can be held to (observability.md, 2). */
const sloSchema = z.strictObject({
  fallback: z.number().gt(0).lt(1).optional().describe('Least share answered by the primary; default 0.95'),
  availability: z.number().gt(0).lt(1).optional().describe('Least share answered by anyone; default 0.995'),
});

/** Thresholds that hold for every chain, and that one chain may have of its own. Rates and costs are in `warnings`. */
const thresholds = {
  slo: sloSchema.optional(),
  latencyP95Seconds: z.number().gt(0).max(3_600).optional().describe('default 15'),
  extraCostUsdPerHour: z.number().min(0).optional().describe('What fallbacks cost above the primary; default 0.5'),
};

/** What one chain has in place of the document's `warnings` and `alerts`. */
export const chainAlertsSchema = z.strictObject({
  ...thresholds,
  fallbackRate: z.number().min(0).max(1).optional().describe('default warnings.fallbackRate'),
  costMultiplier: z.number().gt(0).max(1_000).optional().describe('default warnings.costMultiplier'),
});
export type ChainAlerts = z.infer<typeof chainAlertsSchema>;

/** What the metrics and alerts tell things apart by themselves: kept by aggregation, they would take the rates apart. */
const OWN_LABELS = new Set<string>([
  ...METRIC_FAMILIES.flatMap(({ labels }) => labels),
  'le',
  'alertname',
  'severity',
  'slo',
]);

const labelName = z
  .string()
  .regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'must be a label name of Prometheus, such as namespace')
  .refine(
    (name) => !name.startsWith('__') && !OWN_LABELS.has(name),
    'must be a label of the scrape, such as namespace',
  );

/** Settings of the generated recording and alert rules; what they compare with is `warnings` and these. */
export const alertsSchema = z.strictObject({
  ...thresholds,
  job: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$/, 'must be the name of a scrape job')
    .optional()
    .describe('`job` label of the agents; default understudy-agent'),
  labels: z
    .array(labelName)
    .max(10)
    .optional()
    .describe('Labels that aggregation keeps beside `model`; default cluster, namespace, job'),
  minRequests: z
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .describe('In 15 minutes, below it no rate is judged; default 20'),
  provenWithinDays: z
    .number()
    .gt(0)
    .max(365)
    .nullable()
    .optional()
    .describe('Warns of a chain that no drill proved for so long; default null = does not'),
  timeScale: z
    .number()
    .min(0.005)
    .max(10)
    .optional()
    .describe('Multiplies every window, `for` and interval; for trials; default 1'),
  runbookBaseUrl: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Folder of the runbooks; default http://127.0.0.1:4101/docs/runbooks, where the agent serves them'),
  chains: z.record(idSchema, chainAlertsSchema).optional().describe('By model'),
});
export type AlertsSettings = z.infer<typeof alertsSchema>;

/** Every setting with a value. Chains hold what differs for them. */
export interface EffectiveAlerts {
  readonly job: string;
  readonly labels: readonly string[];
  readonly minRequests: number;
  readonly provenWithinDays: number | null;
  readonly timeScale: number;
  /** Without a slash at its end. */
  readonly runbookBaseUrl: string;
  /** For every model that `chains` does not name. */
  readonly thresholds: AlertThresholds;
  /** Complete, by model. */
  readonly chains: ReadonlyMap<string, AlertThresholds>;
}

/** Rates and levels are 0 to 1; costs USD. */
export interface AlertThresholds {
  readonly fallbackRate: number;
  readonly costMultiplier: number;
  readonly extraCostUsdPerHour: number;
  readonly latencyP95Seconds: number;
  readonly fallbackSlo: number;
  readonly availabilitySlo: number;
}

const DEFAULT_THRESHOLDS: AlertThresholds = {
  fallbackRate: 0.1,
  costMultiplier: 2,
  extraCostUsdPerHour: 0.5,
  latencyP95Seconds: 15,
  fallbackSlo: 0.95,
  availabilitySlo: 0.995,
};

type Warnings = Pick<ChainAlerts, 'fallbackRate' | 'costMultiplier'>;

function over(base: AlertThresholds, own: ChainAlerts): AlertThresholds {
  return {
    fallbackRate: own.fallbackRate ?? base.fallbackRate,
    costMultiplier: own.costMultiplier ?? base.costMultiplier,
    extraCostUsdPerHour: own.extraCostUsdPerHour ?? base.extraCostUsdPerHour,
    latencyP95Seconds: own.latencyP95Seconds ?? base.latencyP95Seconds,
    fallbackSlo: own.slo?.fallback ?? base.fallbackSlo,
    availabilitySlo: own.slo?.availability ?? base.availabilitySlo,
  };
}

/** Defaults, then the document, then each chain's own. */
export function effectiveAlerts(document: {
  readonly alerts?: AlertsSettings | undefined;
  readonly warnings?: Warnings | undefined;
}): EffectiveAlerts {
  const { alerts = {}, warnings = {} } = document;
  const { chains = {}, ...own } = alerts;
  const thresholds = over(over(DEFAULT_THRESHOLDS, warnings), {
    slo: own.slo,
    latencyP95Seconds: own.latencyP95Seconds,
    extraCostUsdPerHour: own.extraCostUsdPerHour,
  });
  return {
    job: own.job ?? 'understudy-agent',
    labels: own.labels ?? ['cluster', 'namespace', 'job'],
    minRequests: own.minRequests ?? 20,
    provenWithinDays: own.provenWithinDays ?? null,
    timeScale: own.timeScale ?? 1,
    runbookBaseUrl: (own.runbookBaseUrl ?? 'http://127.0.0.1:4101/docs/runbooks').replace(/\/+$/, ''),
    thresholds,
    chains: new Map(Object.entries(chains).map(([model, chain]) => [model, over(thresholds, chain)])),
  };
}
