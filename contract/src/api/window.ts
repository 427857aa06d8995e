import { z } from 'zod';

/** Days that statistics look back, today included: `?days=7&tz=America/Sao_Paulo`. */
export const windowQuery = z.object({
  days: z.coerce.number().int().min(1).max(90).optional().describe('Calendar days, today included'),
  tz: z.string().min(1).max(100).optional().describe('IANA time zone in which days begin; default UTC'),
});

/** The stretch of time that an answer is about. */
export const windowSchema = z.object({
  days: z.int().min(1).max(90),
  tz: z.string(),
  from: z.iso.date().describe('First day'),
  to: z.iso.date().describe('Today'),
});
