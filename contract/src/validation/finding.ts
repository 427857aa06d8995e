import { z } from 'zod';
import { CHAIN_LISTS } from './documentIndex.ts';

/** A step of a chain that a finding is about. */
export const findingPlaceSchema = z.strictObject({
  chain: z.string().describe('Model whose chain it is'),
  list: z.enum(CHAIN_LISTS),
  step: z.int().min(0).describe('0 = the model itself, n = the nth of the list'),
});
export type FindingPlace = z.infer<typeof findingPlaceSchema>;

/** One thing that is wrong (error: nothing is stored) or risky (warning: stored all the same) in a document. */
export const findingSchema = z.strictObject({
  severity: z.enum(['error', 'warning']),
  code: z.string().describe('Stable name of the rule, for example unknown_model'),
  path: z.string().describe('Where, in the document: chains[0].fallbacks[1]'),
  message: z.string().describe('What is wrong'),
  fix: z.string().describe('What to do about it'),
  short: z
    .string()
    .optional()
    .describe('The same in a few words, for people who see the step that it is about: "3.3× the price of gpt-4o."'),
  about: z
    .array(findingPlaceSchema)
    .optional()
    .describe('Steps of chains that it is about, at most 100; absent for what is about no step'),
  position: z
    .strictObject({ line: z.int().min(1), column: z.int().min(1) })
    .optional()
    .describe('Where, in the file that was read; absent for a document that came without one'),
});
export type Finding = z.infer<typeof findingSchema>;

/** Findings name no more steps than this. */
const MAX_PLACES = 100;

/** Where a finding's steps are, as many as it may name. */
export function aboutSteps(places: readonly FindingPlace[]): Pick<Finding, 'about'> {
  return places.length === 0 ? {} : { about: places.slice(0, MAX_PLACES) };
}

/** What a rule says of one place; the severity is added by `errorAt` or `warningAt`. */
export type FindingText = Pick<Finding, 'code' | 'path' | 'message' | 'fix' | 'short' | 'about'>;

/** A finding that refuses the document. */
export function errorAt(text: FindingText): Finding {
  return { severity: 'error', ...text };
}

/** A finding that is shown and lets the document through. */
export function warningAt(text: FindingText): Finding {
  return { severity: 'warning', ...text };
}

/** Whether any of the findings refuses the document. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}
