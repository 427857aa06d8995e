import type { DisplayCurrency } from '../../format/format.ts';
import { DASH, exchangeRate, money } from '../../format/format.ts';
import type { FallbackRow } from '../rows/index.ts';
import { shownExtraCost, shownMultiplier } from './shownFigure.ts';

/** What the cost column says of a row. */
export interface CostText {
  readonly text: string;
  /** Above the threshold. */
  readonly high: boolean;
  /** Nothing that counts: shown in the quiet colour. */
  readonly quiet: boolean;
  readonly explanation: string | undefined;
}

const ESTIMATED = 'Estimated: the provider reported no usage, 500 input and 50 output tokens assumed.';

/** What stands below the table when a cost in it is estimated. */
export const ESTIMATED_FOOTNOTE = '* Estimated: no usage reported, 500 in / 50 out tokens assumed';

/** A cost of the row is shown, and it is estimated. */
export function isEstimated({ estimated, cost }: FallbackRow): boolean {
  return estimated && (cost.kind === 'multiplier' || cost.kind === 'extra');
}

function sentences(...parts: (string | undefined | false)[]): string | undefined {
  const said = parts.filter((part) => typeof part === 'string');
  return said.length > 0 ? said.join(' ') : undefined;
}

/** The cost of a row's fallbacks in words and numbers. */
export function costText(row: FallbackRow, threshold: number, currency: DisplayCurrency): CostText {
  const { cost } = row;
  const mark = isEstimated(row) ? ' *' : '';
  const estimated = mark !== '' && ESTIMATED;
  switch (cost.kind) {
    case 'none':
      return { text: DASH, high: false, quiet: true, explanation: undefined };
    case 'unknown':
      return { text: DASH, high: false, quiet: true, explanation: 'The data does not say what the fallbacks cost.' };
    case 'unpriced':
      return {
        text: 'no price',
        high: false,
        quiet: true,
        explanation: 'A model of this chain has no price, so its cost cannot be compared.',
      };
    case 'multiplier':
      return {
        text: shownMultiplier(row, cost.times) + mark,
        high: cost.times > threshold,
        quiet: false,
        explanation: sentences(estimated),
      };
    case 'extra': {
      const note = exchangeRate(currency);
      return {
        text: shownExtraCost(row, cost.usd, currency) + mark,
        high: false,
        quiet: false,
        explanation: sentences(
          'On top of what the primary would have cost; a free primary has no multiplier.',
          note && `${money(cost.usd)}, ${note}.`,
          estimated,
        ),
      };
    }
  }
}
