import { z } from 'zod';
import { TALLY_FIELDS } from './tally.ts';

const amount = z.number().min(0);

/** A row: requested model, served model, client, and the tally's fields by name; fields that are 0 are left out. */
const rowSchema = z.tuple([z.string(), z.string(), z.string(), z.partialRecord(z.enum(TALLY_FIELDS), amount)]);

const bucketSchema = z.strictObject({ start: z.int().min(0), rows: z.array(rowSchema) });

/** What statistics are stored as. */
export const statisticsSnapshotSchema = z.strictObject({
  version: z.literal(1),
  quarters: z.array(bucketSchema),
  hours: z.array(bucketSchema),
});
export type StatisticsSnapshot = z.infer<typeof statisticsSnapshotSchema>;
