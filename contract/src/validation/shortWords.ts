import type { Capability } from '../document/model.ts';

const ROUND_FROM = 10;

/** `3.3×`, from ten `12×`. */
export function costTimes(multiplier: number): string {
  return `${multiplier.toFixed(multiplier < ROUND_FROM ? 1 : 0)}×`;
}

const THOUSAND = 1_000;
const BINARY_THOUSAND = 1_024;
const MILLION = 1_000_000;

/** Tokens of a context window: `64K`, `128K`, `1M`; powers of two are told as what they are called. */
export function contextSize(tokens: number): string {
  if (tokens < THOUSAND) return String(tokens);
  const isBinary = tokens % BINARY_THOUSAND === 0 && tokens % THOUSAND !== 0;
  const thousands = tokens / (isBinary ? BINARY_THOUSAND : THOUSAND);
  if (isBinary && thousands < BINARY_THOUSAND) return `${thousands}K`;
  if (tokens < MILLION) return `${Math.round(thousands)}K`;
  const millions = isBinary ? thousands / BINARY_THOUSAND : tokens / MILLION;
  return `${Math.round(millions * 10) / 10}M`;
}

/** Requests that use a capability, in words. */
const REQUESTS: Readonly<Record<Capability, string>> = {
  vision: 'with images',
  tools: 'with tools',
  json: 'for JSON',
  audio: 'with audio',
  reasoning: 'for reasoning',
};

/** `Declares no vision: requests with images skip this step.` */
export function lackOf(lost: readonly Capability[]): string {
  const [only, ...more] = lost;
  const which = only !== undefined && more.length === 0 ? REQUESTS[only] : 'that use them';
  return `Declares ${lost.map((capability) => `no ${capability}`).join(' and ')}: requests ${which} skip this step.`;
}
