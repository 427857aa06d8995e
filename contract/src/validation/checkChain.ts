import type { Chain } from '../document/chain.ts';
import type { ConfigDocument } from '../document/document.ts';
import type { CheckOptions } from './checkOptions.ts';
import { indexDocument } from './documentIndex.ts';
import type { Finding } from './finding.ts';
import { availabilityFindings } from './rules/availability.ts';
import { chainShapeFindings } from './rules/chainShape.ts';
import { cycleFindingsOf } from './rules/cycles.ts';
import { fallbackQualityFindings } from './rules/fallbackQuality.ts';
import { policyFindings } from './rules/policies.ts';
import { referenceFindings } from './rules/references.ts';

const ALONE = 'chains[0]';

/** Puts a chain in its place in a document, or at its end. */
function withChain({ chains, ...rest }: ConfigDocument, chain: Chain): { document: ConfigDocument; at: number } {
  const found = chains.findIndex(({ model }) => model === chain.model);
  const at = found < 0 ? chains.length : found;
  return { document: { ...rest, chains: chains.toSpliced(at, 1, chain) }, at };
}

/**
 * What `checkDocument` would say of one chain put in its place in a document: findings about that chain alone, errors first,
 * without looking at the other chains but for circles.
 * @param document the one in force; what its chain names already is not newly added
 */
export function checkChain(
  document: ConfigDocument,
  chain: Chain,
  { hasCredential }: Pick<CheckOptions, 'hasCredential'> = {},
): Finding[] {
  const { document: whole, at } = withChain(document, chain);
  const index = indexDocument({ ...document, chains: [chain] });
  const previous = { ...document, chains: document.chains.filter(({ model }) => model === chain.model) };
  const options = hasCredential === undefined ? { previous } : { previous, hasCredential };
  const alone = [
    ...referenceFindings(index),
    ...chainShapeFindings(index.document),
    ...policyFindings(index),
    ...availabilityFindings(index, options),
    ...fallbackQualityFindings(index),
  ].filter(({ path, about }) => path.startsWith(ALONE) || about !== undefined);
  const inPlace = alone.map((finding) => ({ ...finding, path: finding.path.replace(ALONE, `chains[${at}]`) }));
  const findings = [...inPlace, ...cycleFindingsOf(indexDocument(whole), chain.model)];
  return [
    ...findings.filter(({ severity }) => severity === 'error'),
    ...findings.filter(({ severity }) => severity === 'warning'),
  ];
}
