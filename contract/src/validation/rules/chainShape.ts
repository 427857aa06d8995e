import type { Chain } from '../../document/chain.ts';
import type { ConfigDocument } from '../../document/document.ts';
import { chainSteps } from '../documentIndex.ts';
import { aboutSteps, errorAt, type Finding } from '../finding.ts';

function chainFindings(chain: Chain, index: number): Finding[] {
  const seen = new Set<string>();
  return chainSteps(chain).flatMap(({ list, position, model }) => {
    const path = `chains[${index}].${list}[${position}]`;
    const where = aboutSteps([{ chain: chain.model, list, step: position + 1 }]);
    if (model === chain.model) {
      const message = `the chain of ${model} names itself in ${list}`;
      const fix = `Remove ${model} from ${list}: it is step 0.`;
      const short = `${model} is already the primary.`;
      return [errorAt({ code: 'chain_names_itself', path, message, fix, short, ...where })];
    }
    const key = `${list} ${model}`;
    if (seen.has(key)) {
      const message = `${model} is twice in ${list} of the chain of ${chain.model}`;
      const fix = `Keep ${model} once in ${list}.`;
      const short = `${model} is already in this list.`;
      return [errorAt({ code: 'model_twice', path, message, fix, short, ...where })];
    }
    seen.add(key);
    return [];
  });
}

/** A model twice in one list of a chain, and a chain that names itself. */
export function chainShapeFindings(document: ConfigDocument): Finding[] {
  return document.chains.flatMap(chainFindings);
}
