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

/**
 * The rules of semantics.md, "Validation", over a document of the right shape. Errors come before warnings; an empty list
 * is a document without remark. Pure: what depends on the machine comes in by `hasCredential`.
 */
export function checkDocument(document: ConfigDocument, options: CheckOptions = {}): Finding[] {
  const index = indexDocument(document);
  const findings = [
    ...duplicateFindings(document),
    ...referenceFindings(index),
    ...chainShapeFindings(document),
    ...cycleFindings(index),
    ...policyFindings(index),
    ...providerFindings(document),
    ...availabilityFindings(index, options),
    ...fallbackQualityFindings(index),
  ];
  return [
    ...findings.filter((finding) => finding.severity === 'error'),
    ...findings.filter((finding) => finding.severity === 'warning'),
  ];
}
