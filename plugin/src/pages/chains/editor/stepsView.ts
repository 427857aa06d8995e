import type { CardLook } from '../card/StepCard.tsx';
import type { StepMark } from '../edit/listDiff.ts';
import type { ChainList } from '@understudy/contract';
import type { ChainFindings } from '../findings/chainFindings.ts';
import type { Registry } from '../steps/registry.ts';

/** What every list of steps of a chain is drawn with. */
export interface StepsView {
  /** Model whose chain it is. */
  readonly primary: string;
  readonly registry: Registry;
  readonly findings: ChainFindings;
  readonly look: CardLook;
  /** What changed about a step. */
  readonly markOf: (list: ChainList, model: string) => StepMark | undefined;
  /** Says something to screen readers, politely. */
  readonly announce: (words: string) => void;
}
