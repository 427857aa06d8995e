import type { ConfigDocument } from '../document/document.ts';
import type { Provider } from '../document/provider.ts';
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

export interface CheckOptions {
  /** The document that a write replaces. Absent at start and reload, where nothing is newly added. */
  readonly previous?: ConfigDocument;
  /**
   * Whether a remote provider's credential can be had now (its variable is set, its file readable). Default: whether the
   * document declares one.
   */
  readonly hasCredential?: (provider: Provider) => boolean;
}

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
