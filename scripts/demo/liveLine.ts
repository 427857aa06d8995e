import type { DemoAnswer } from './traffic.ts';

/** Totals as Prometheus would read them from the agent. */
export interface DemoTotals {
  readonly requests: number;
  readonly fallbacks: number;
  readonly costUsd: number;
  readonly baselineUsd: number;
}

const SAMPLE = /^(understudy_[a-z_]+)\{([^}]*)\} ([^ ]+)/;

function add(totals: Record<keyof DemoTotals, number>, name: string, labels: string, value: number): void {
  const eligible = /outcome="(success|error)"/.test(labels) && /route="(primary|fallback)"/.test(labels);
  if (name === 'understudy_requests_total' && eligible) {
    totals.requests += value;
    if (labels.includes('route="fallback"')) totals.fallbacks += value;
  } else if (name === 'understudy_cost_usd_total') totals.costUsd += value;
  else if (name === 'understudy_baseline_cost_usd_total') totals.baselineUsd += value;
}

/** Sums the agent's own exposition, so that the line shows what a scrape shows. */
export function readTotals(exposition: string): DemoTotals {
  const totals = { requests: 0, fallbacks: 0, costUsd: 0, baselineUsd: 0 };
  for (const line of exposition.split('\n')) {
    const [, name, labels, value] = SAMPLE.exec(line) ?? [];
    if (name !== undefined && labels !== undefined) add(totals, name, labels, Number(value));
  }
  return totals;
}

export function describeTotals(totals: DemoTotals): string {
  const { requests, fallbacks, costUsd, baselineUsd } = totals;
  const rate = requests === 0 ? 0 : (100 * fallbacks) / requests;
  return (
    `requests ${requests} | fallbacks ${fallbacks} (${rate.toFixed(1)} %) | ` +
    `cost $${costUsd.toFixed(5)} (at the requested models' prices $${baselineUsd.toFixed(5)})`
  );
}

export function describeFallback(answer: DemoAnswer, at: Date): string {
  const time = at.toTimeString().slice(0, 8);
  if (answer.served === null) {
    return `${time}  ${answer.requested} was not answered: ${answer.trigger ?? answer.status}`;
  }
  return `${time}  ${answer.requested} failed (${answer.trigger ?? 'unknown'}), ${answer.served} answered`;
}

/** A line that rewrites itself on a terminal; elsewhere it is printed every few seconds. */
export class LiveLine {
  readonly #tty = process.stdout.isTTY;
  #current = '';
  #printed = 0;

  /** Prints a lasting line above the live one. */
  log(line: string): void {
    if (this.#tty) process.stdout.write(`\r\u001b[K${line}\n${this.#current}`);
    else process.stdout.write(`${line}\n`);
  }

  update(text: string): void {
    if (text === this.#current) return;
    this.#current = text;
    if (this.#tty) process.stdout.write(`\r\u001b[K${text}`);
    else if (this.#printed++ % 6 === 0) process.stdout.write(`${text}\n`);
  }

  end(): void {
    if (this.#tty) process.stdout.write('\n');
  }
}
