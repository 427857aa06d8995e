import { z } from 'zod';

/** `warnings` of the document, defaults filled in: above these a rate or a cost is worth a warning. */
export const thresholdsSchema = z.object({
  fallbackRate: z.number().min(0).max(1),
  costMultiplier: z.number().gt(0),
});

/** How money is shown; stored money is USD. */
export const currencySchema = z.object({
  display: z.string(),
  rate: z.number().describe('Display units per USD'),
  rateDate: z.iso.date().nullable(),
});
export type CurrencyDisplay = z.infer<typeof currencySchema>;
