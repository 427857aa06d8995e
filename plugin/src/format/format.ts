/** Every number that the app and the panel show, in the one form that ui.md gives it. What is missing is `–`. */
export { clock, exactTime, type ClockPrecision } from './clock.ts';
export { compactCount, count, countOf, tokens } from './count.ts';
export { countdown, duration, waits } from './duration.ts';
export { exchangeRate, money, moneyChange, price, requestMoney, type DisplayCurrency } from './money.ts';
export { multiplier, multiplierThreshold } from './multiplier.ts';
export { momentMs, type Moment } from './moment.ts';
export { DASH } from './number.ts';
export { points, rate, rateChange, threshold } from './rate.ts';
export { relativeTime } from './relativeTime.ts';
