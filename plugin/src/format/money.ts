import { DASH, decimal, isFigure, numberFormat, signed, type Figure } from './number.ts';

/** The currency that money is shown in; everything is kept in USD. */
export interface DisplayCurrency {
  /** Three letters, such as USD or BRL. */
  readonly display: string;
  /** Units of the currency for one USD. */
  readonly rate: number;
  /** The day the rate is of, YYYY-MM-DD. */
  readonly rateDate?: string | null;
}

const USD: DisplayCurrency = { display: 'USD', rate: 1 };
const COMPACT_FROM = 1_000_000;
const WHOLE_FROM = 1000;

/** A rate that cannot be used must not put another currency's sign before dollars. */
function usable(currency: DisplayCurrency): DisplayCurrency {
  const sound = /^[A-Z]{3}$/.test(currency.display) && Number.isFinite(currency.rate) && currency.rate > 0;
  return sound ? currency : USD;
}

function amount(value: number, currency: string, digits: number): string {
  const smallest = 10 ** -digits;
  const format = (shown: number, fraction: number): string =>
    numberFormat({
      style: 'currency',
      currency,
      minimumFractionDigits: fraction,
      maximumFractionDigits: fraction,
    }).format(shown + 0);
  const size = Math.abs(value);
  if (value > 0 && value < smallest) return `<${format(smallest, digits)}`;
  if (value < 0 && size < smallest) return `-<${format(smallest, digits)}`;
  if (size >= COMPACT_FROM) {
    return numberFormat({ style: 'currency', currency, notation: 'compact', maximumFractionDigits: 1 })
      .format(value)
      .replace(/(?=[KMBT]$)/, ' ');
  }
  return format(value, size >= WHOLE_FROM ? 0 : digits);
}

/** Money kept in USD, in the display currency: `$42.18`, `$1,204`, `<$0.01`, from a million `$3.4 M`. */
export function money(usd: Figure, currency: DisplayCurrency = USD): string {
  const { display, rate } = usable(currency);
  return isFigure(usd) ? amount(usd * rate, display, 2) : DASH;
}

/** What one request cost: `$0.0113`. */
export function requestMoney(usd: Figure, currency: DisplayCurrency = USD): string {
  const { display, rate } = usable(currency);
  if (!isFigure(usd)) return DASH;
  return amount(usd * rate, display, Math.abs(usd * rate) < 1 && usd !== 0 ? 4 : 2);
}

/** More or less money than without: `+$0.41`, `-$318.40`. */
export function moneyChange(usd: Figure, currency: DisplayCurrency = USD): string {
  return isFigure(usd) ? signed(usd, money(usd, currency)) : DASH;
}

/** For the tooltip of money that isn't in USD: `1 USD = 5.4 BRL, 2026-03-09`. */
export function exchangeRate(currency: DisplayCurrency): string | undefined {
  const { display, rate, rateDate } = usable(currency);
  if (display === 'USD') return undefined;
  return `1 USD = ${decimal(rate, 4)} ${display}${rateDate ? `, ${rateDate}` : ''}`;
}

/** USD for a million tokens: `2.50`, `0.075`, `free`; not known is `unknown`, never 0. */
export function price(usdPerMillion: Figure): string {
  if (!isFigure(usdPerMillion)) return 'unknown';
  if (usdPerMillion === 0) return 'free';
  if (usdPerMillion > 0 && usdPerMillion < 0.0001) return '<0.0001';
  return numberFormat({ minimumFractionDigits: 2, maximumFractionDigits: 4 }).format(usdPerMillion);
}
