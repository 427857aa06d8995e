import type { Usage } from '../outcome.ts';
import type { UsageEstimator } from '../ports.ts';
import type { RequestTraits } from '../request.ts';
import { usage } from './outcomes.ts';

/** Counts a token for every four bytes and remembers what it was asked. */
export class StubEstimator implements UsageEstimator {
  /** Output texts that were estimated. */
  readonly estimated: string[] = [];
  inputsCounted = 0;

  async estimate(traits: RequestTraits, outputText: string): Promise<Usage> {
    this.estimated.push(outputText);
    return usage({ input: tokens(traits.textBytes), output: tokens(outputText.length), estimated: true });
  }

  async countInput(traits: RequestTraits): Promise<number> {
    this.inputsCounted++;
    return tokens(traits.textBytes);
  }
}

function tokens(bytes: number): number {
  return Math.ceil(bytes / 4);
}
