import type { Step } from '../../../engine/index.ts';
import type { PivotOptions, PivotRequest, Refused } from '../pivot/pivotRequest.ts';
import { dialectFamily, type DialectFamily } from './dialectFamily.ts';
import { fitAnthropic } from './fitAnthropic.ts';
import { fitGoogle } from './fitGoogle.ts';
import { fitOpenai } from './fitOpenai.ts';

const FITS: Readonly<Record<DialectFamily, (request: PivotRequest, step: Step) => PivotOptions | Refused>> = {
  openai: fitOpenai,
  anthropic: fitAnthropic,
  google: fitGoogle,
};

/** The request as the step's dialect can take it, or why it cannot. Touches no network and copies no file. */
export function fitToDialect(request: PivotRequest, step: Step): PivotOptions | Refused {
  return FITS[dialectFamily(step.dialect)](request, step);
}
