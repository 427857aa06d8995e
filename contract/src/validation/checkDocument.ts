import type { ConfigDocument } from '../document/document.ts';
import type { CheckOptions } from './checkOptions.ts';
import { indexDocument } from './documentIndex.ts';
import type { Finding } from './finding.ts';
import { availabilityFindings } from './rules/availability.ts';
import { chainShapeFindings } from './rules/chainShape.ts';
import { cycleFindings } from './rules/cycles.ts';
import { duplicateFindings } from './rules/duplicates.ts';
import { fallbackQualityFindings } from './rules/fallbackQuality.ts';
import { policyFindings } from './rules/policies.ts';
import { providerFindings } from './rules/providers.ts';
import { referenceFindings } from './rules/references.ts';

/** The rules one by one, so that whoever serves others meanwhile may pause: of a large document some take milliseconds. */
export function* documentRules(document: ConfigDocument, options: CheckOptions = {}): Generator<readonly Finding[]> {
  const index = indexDocument(document);
  yield duplicateFindings(document);
  yield referenceFindings(index);
  yield chainShapeFindings(document);
  yield cycleFindings(index);
  yield policyFindings(index);
  yield providerFindings(document);
  yield availabilityFindings(index, options);
  yield fallbackQualityFindings(index);
}

/** Errors before warnings. */
export function byUrgency(findings: readonly Finding[]): Finding[] {
  return [
    ...findings.filter((finding) => finding.severity === 'error'),
    ...findings.filter((finding) => finding.severity === 'warning'),
  ];
}

/**
 * The rules of semantics.md, "Validation", over a document of the right shape. Errors come before warnings; an empty list
 * is a document without remark. Pure: what depends on the machine comes in by `hasCredential`.
 */
export function checkDocument(document: ConfigDocument, options: CheckOptions = {}): Finding[] {
  return byUrgency([...documentRules(document, options)].flat());
}
