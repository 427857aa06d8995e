import { z } from 'zod';
import { priceSchema } from '../document/model.ts';

/**
 * Where the price in force comes from: `snapshot` = the document says what the reference data say, as after a sync;
 * `document` = a price of the operator's own; `none` = unknown, which is not 0.
 */
export const PRICE_SOURCES = ['document', 'snapshot', 'none'] as const;
export const priceSourceSchema = z.enum(PRICE_SOURCES);
export type PriceSource = z.infer<typeof priceSourceSchema>;

/** What the reference data say of a model. */
export const referencePriceSchema = z.strictObject({
  price: priceSchema,
  vendor: z.string().describe('Who sells it, as the reference data name it: openai, anthropic, aws …'),
  vendorModel: z.string().describe('The entry that matched'),
  tiered: z.boolean().describe('True where long prompts cost more than this'),
  contextWindow: z.int().min(1).optional().describe('Tokens'),
});
export type ReferencePrice = z.infer<typeof referencePriceSchema>;

/** One model of the price book. */
export const priceEntrySchema = z.strictObject({
  model: z.string(),
  displayName: z.string(),
  provider: z.string(),
  upstreamModel: z.string(),
  local: z.boolean().describe('A local model costs 0, whatever its price'),
  price: priceSchema.nullable().describe('In force, USD per 1M tokens; null = unknown'),
  source: priceSourceSchema,
  since: z.iso.datetime().nullable().describe('Since when this price is in force, as far as this agent knows'),
  ageDays: z.number().min(0).nullable().describe('Age of the price in days; null = none, or unknown'),
  reference: referencePriceSchema.nullable().describe('null = the reference data do not know the model'),
  differs: z.boolean().describe('The document has a price and the reference data say another one'),
});
export type PriceEntry = z.infer<typeof priceEntrySchema>;

/** Which reference data are in use. */
export const priceSnapshotSchema = z.strictObject({
  source: z.string().describe('@pydantic/genai-prices 0.1.8, or the address they were read from'),
  date: z.iso.date().describe('Day of the data'),
  ageDays: z.number().min(0),
  models: z.int().min(0).describe('Models that it knows'),
});
export type PriceSnapshotInfo = z.infer<typeof priceSnapshotSchema>;
