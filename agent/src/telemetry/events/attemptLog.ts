import { costMultiplier, requestLogSchema, type RequestLog } from '@understudy/contract';
import type { AttemptRecord, HopRecord, RequestRecord, Step } from '../../engine/index.ts';
import { billsOf } from '../billing.ts';

const MAX_TEXT = 160;

/**
 * The stored form: what repeats (steps, sentences) stands once and is named by its number. Some 60 bytes an attempt, as one
 * text that the garbage collector need not look into.
 */
interface PackedLog {
  /** Steps: model, provider, upstream model. */
  readonly s: readonly (readonly [model: string, provider: string, upstreamModel: string])[];
  /** Sentences. */
  readonly t: readonly string[];
  /** Attempts; times in milliseconds since the first. */
  readonly a: readonly (readonly [
    step: number,
    position: number,
    retry: number,
    at: number,
    waited: number,
    duration: number,
    result: string,
    status: number | null,
    interrupted: 0 | 1,
    message: number,
  ])[];
  /** Hops: steps, reason, sentence. */
  readonly h: readonly (readonly [from: number, to: number, position: number, reason: string, detail: number])[];
  /** Milliseconds of waits that no attempt followed: a breaker opened meanwhile, or the client left. */
  readonly l: number;
  /** From the first attempt to the end. */
  readonly d: number;
  /** Baseline and cost of the answer, null = unknown; wasted cost. */
  readonly c: readonly [baseline: number | null, answer: number | null, wasted: number];
}

/** Tenths of a millisecond: more is noise, and every digit is kept 20,000 times. */
function tenths(ms: number): number {
  return Math.max(0, Math.round(ms * 10) / 10);
}

/** Numbers things in the order in which they first come. */
class Numbering<Item, Packed> {
  readonly packed: Packed[] = [];
  readonly #numbers = new Map<Item, number>();
  readonly #pack: (item: Item) => Packed;

  constructor(pack: (item: Item) => Packed) {
    this.#pack = pack;
  }

  of(item: Item): number {
    const known = this.#numbers.get(item);
    if (known !== undefined) return known;
    this.#numbers.set(item, this.packed.length);
    return this.packed.push(this.#pack(item)) - 1;
  }
}

function costsOf(record: RequestRecord): PackedLog['c'] {
  const bills = billsOf(record);
  const serving = bills.find(({ wastedBy, step }) => wastedBy === null && step.target === record.served?.target);
  const wasted = bills.reduce((sum, { cost, wastedBy }) => sum + (wastedBy === null ? 0 : (cost ?? 0)), 0);
  return [serving?.baseline ?? null, serving?.cost ?? null, wasted];
}

/** What happened inside a request, packed; null where one call says it all. */
export function packAttempts(record: RequestRecord): string | null {
  const { attempts, hops } = record;
  const [first] = attempts;
  if (attempts.length < 2 && hops.length === 0) return null;
  const steps = new Numbering(({ model, provider, upstreamModel }: Step) => [model, provider, upstreamModel] as const);
  const texts = new Numbering((text: string) => text.slice(0, MAX_TEXT));
  const began = first === undefined ? 0 : first.startedAt - first.waitedMs;
  let retry = 0;
  let waited = 0;
  const packAttempt = (attempt: AttemptRecord): PackedLog['a'][number] => {
    retry = attempt.retryOf === null ? 0 : retry + 1;
    waited += attempt.waitedMs;
    const { step, position, startedAt, waitedMs, durationMs, result, status, interrupted, message } = attempt;
    const times = [tenths(startedAt - began), tenths(waitedMs), tenths(durationMs)] as const;
    return [steps.of(step), position, retry, ...times, result, status, interrupted ? 1 : 0, texts.of(message)];
  };
  const packHop = ({ from, to, fromPosition, reason, detail }: HopRecord): PackedLog['h'][number] => {
    return [steps.of(from), steps.of(to), fromPosition, reason, texts.of(detail)];
  };
  const a = attempts.map(packAttempt);
  const h = hops.map(packHop);
  const packed: PackedLog = {
    ...{ s: steps.packed, t: texts.packed, a, h },
    ...{ l: tenths(record.backoffMs - waited), d: tenths(record.durationMs), c: costsOf(record) },
  };
  return JSON.stringify(packed);
}

type LoggedAttempt = RequestLog['attempts'][number];
type LoggedWait = RequestLog['waits'][number];

function attemptsOf({ s, t, a }: PackedLog): LoggedAttempt[] {
  return a.map(([step, position, retry, atMs, waitedMs, durationMs, result, status, interrupted, message], index) => {
    const [model, provider, upstreamModel] = s[step] ?? ['', '', ''];
    return {
      ...{ number: index + 1, position, model, provider, upstreamModel, retry, waitedMs, atMs, durationMs },
      // Written by `packAttempts` from values of this type; what was damaged since is found by the schema.
      ...{ result: result as LoggedAttempt['result'], status, interrupted: interrupted === 1 },
      message: t[message] ?? '',
    };
  });
}

/** Waits before retries, and those that were cut short: then the next step, or the end, comes later than it would have. */
function waitsOf(attempts: readonly LoggedAttempt[], { l: lostMs, d: endMs }: PackedLog): LoggedWait[] {
  let lost = lostMs;
  return attempts.flatMap((attempt, index) => {
    const { position, model, result, retry, atMs, durationMs } = attempt;
    const reason = result as LoggedWait['reason'];
    const from = atMs + durationMs;
    const next = attempts[index + 1];
    if (next !== undefined && next.waitedMs > 0) {
      return [
        { position, model, reason, retry: retry + 1, ms: next.waitedMs, atMs: tenths(next.atMs - next.waitedMs) },
      ];
    }
    const cut = tenths(Math.min(lost, (next?.atMs ?? endMs) - from));
    if (cut < 1 || result === 'success' || result === 'cancelled') return [];
    lost -= cut;
    return [{ position, model, reason, retry: retry + 1, ms: cut, atMs: tenths(from) }];
  });
}

function hopsOf(
  packed: PackedLog,
  attempts: readonly LoggedAttempt[],
  waits: readonly LoggedWait[],
): RequestLog['hops'] {
  const { s, t, h } = packed;
  const ends = [
    ...attempts.map(({ position, atMs, durationMs }) => ({ position, at: atMs + durationMs })),
    ...waits.map(({ position, atMs, ms }) => ({ position, at: atMs + ms })),
  ];
  return h.map(([from, to, fromPosition, reason, detail]) => ({
    ...{ from: s[from]?.[0] ?? '', to: s[to]?.[0] ?? '', fromPosition },
    ...{ reason: reason as RequestLog['hops'][number]['reason'], detail: t[detail] ?? '' },
    skipped: !attempts.some(({ position }) => position === fromPosition),
    atMs: tenths(Math.max(0, ...ends.filter(({ position }) => position <= fromPosition).map(({ at }) => at))),
  }));
}

/** What was packed, in the words of the API; null where it is damaged, or of another version. */
export function unpackAttempts(text: string): RequestLog | null {
  try {
    const packed = JSON.parse(text) as PackedLog;
    const attempts = attemptsOf(packed);
    const waits = waitsOf(attempts, packed);
    const [baseline, answer, wasted] = packed.c;
    return (
      requestLogSchema.safeParse({
        ...{ attempts, waits, hops: hopsOf(packed, attempts, waits) },
        ...{ baselineCostUsd: baseline, costMultiplier: costMultiplier(answer, baseline), wastedCostUsd: wasted },
      }).data ?? null
    );
  } catch {
    return null;
  }
}
