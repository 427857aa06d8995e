import { z } from 'zod';

/** One thing that is wrong (error: nothing is stored) or risky (warning: stored all the same) in a document. */
export const findingSchema = z.strictObject({
  severity: z.enum(['error', 'warning']),
  code: z.string().describe('Stable name of the rule, for example unknown_model'),
  path: z.string().describe('Where, in the document: chains[0].fallbacks[1]'),
  message: z.string().describe('What is wrong'),
  fix: z.string().describe('What to do about it'),
});
export type Finding = z.infer<typeof findingSchema>;
