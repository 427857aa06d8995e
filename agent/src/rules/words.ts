/** `10%`, of a share. */
export function percent(share: number): string {
  return `${Number((share * 100).toPrecision(4))}%`;
}

/** `$0.50`; more digits where there are some. */
export function usd(amount: number): string {
  return `$${amount >= 0.01 && Number.isInteger(Math.round(amount * 1e6) / 1e4) ? amount.toFixed(2) : amount}`;
}
