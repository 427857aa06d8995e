import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { alertsSchema, effectiveAlerts } from './alerts.ts';
import { chainSchema } from './chain.ts';
import { modelSchema } from './model.ts';
import { policySchema } from './policy.ts';
import { providerSchema } from './provider.ts';
import { secretSchema } from './secret.ts';

/** An application that may call the data plane. */
export const clientSchema = z.strictObject({ id: idSchema, key: secretSchema });
export type Client = z.infer<typeof clientSchema>;

export const warningsSchema = z.strictObject({
  fallbackRate: z.number().min(0).max(1).optional().describe('default 0.10'),
  costMultiplier: z.number().gt(0).max(1_000).optional().describe('default 2.0'),
});

export const costsSchema = z.strictObject({
  referenceModel: idSchema.nullable().optional().describe('Savings are measured against this model'),
  currency: z
    .strictObject({
      display: z.string().regex(/^[A-Z]{3}$/, 'must be a three-letter currency code such as USD or BRL'),
      rate: z.number().gt(0).describe('Display units per USD'),
      rateDate: z.iso.date().nullable().optional(),
    })
    .optional()
    .describe('For display only; stored money is USD'),
});

export const validationSchema = z.strictObject({
  crossChainCycles: z.enum(['refuse', 'warn']).optional().describe('default refuse'),
});

/** The one configuration document: `understudy.yaml`, the store and `GET /api/v1/config` hold this shape. */
export const documentSchema = z.strictObject({
  version: z.literal(1),
  providers: z.array(providerSchema).max(1_000).default([]),
  models: z.array(modelSchema).max(10_000).default([]),
  chains: z.array(chainSchema).max(10_000).default([]),
  policy: policySchema.optional(),
  warnings: warningsSchema.optional(),
  alerts: alertsSchema.optional(),
  costs: costsSchema.optional(),
  validation: validationSchema.optional(),
  clients: z.array(clientSchema).max(10_000).optional().describe('absent: one anonymous client'),
});
export type ConfigDocument = z.infer<typeof documentSchema>;

/** Thresholds of the document with their defaults (configuration.md, `warnings`). */
export function effectiveWarnings(document: Pick<ConfigDocument, 'warnings'>): {
  fallbackRate: number;
  costMultiplier: number;
} {
  const { fallbackRate, costMultiplier } = effectiveAlerts({ warnings: document.warnings }).thresholds;
  return { fallbackRate, costMultiplier };
}
