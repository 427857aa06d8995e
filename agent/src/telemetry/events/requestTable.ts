import type { RequestEvent } from '@understudy/contract';
import { FILTER_FIELDS, type EventFilter } from './eventFilter.ts';
import type { Slices } from '../slices.ts';
import { TextTable } from './textTable.ts';

/** Fields that few rows differ in: kept as numbers of a table. */
const TEXTS = ['model', 'servedModel', 'provider', 'client', 'trigger', 'outcome', 'route', 'api'] as const;
type TextField = (typeof TEXTS)[number];

/** NaN stands for null. */
const NUMBERS = [
  'sequence',
  'durationMs',
  'firstTokenMs',
  'inputTokens',
  'outputTokens',
  'costUsd',
  'status',
  'attempts',
  'position',
] as const;
type NumberField = (typeof NUMBERS)[number];

const STREAM = 1;
const ESTIMATED = 2;
const RECORDED = 4;

/** A filter on a text column: its rows hold one of these numbers. */
interface Wanted {
  readonly column: Uint32Array;
  readonly numbers: readonly number[];
}

/** Events that are asked for. */
export interface WantedEvents {
  readonly filter: EventFilter;
  /** Sequence of the last event of the page before; Infinity = from the newest. */
  readonly before: number;
  readonly limit: number;
}

/** Looks at a row; true = it was the last that was wanted. */
type Take = (slot: number) => boolean;

/** Rows looked at before the time is: some ten microseconds. */
const ROWS_PER_LOOK = 2_048;

function columns<Field extends string, Column>(fields: readonly Field[], make: () => Column): Record<Field, Column> {
  return Object.fromEntries(fields.map((field) => [field, make()])) as Record<Field, Column>;
}

/**
 * The newest requests in columns: some 130 bytes each and its ids, invisible to the garbage collector but for these, and
 * filtered by comparing numbers (100,000 rows take less than a millisecond).
 */
export class RequestTable {
  readonly #capacity: number;
  readonly #texts: Record<TextField, Uint32Array>;
  readonly #numbers: Record<NumberField, Float64Array>;
  /** Epoch ms. */
  readonly #at: Float64Array;
  readonly #flags: Uint8Array;
  readonly #ids: string[] = [];
  readonly #traceIds: (string | null)[] = [];
  readonly #errors: string[] = [];
  readonly #table = new TextTable();
  #next = 0;
  #size = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#texts = columns(TEXTS, () => new Uint32Array(capacity));
    this.#numbers = columns(NUMBERS, () => new Float64Array(capacity));
    this.#at = new Float64Array(capacity);
    this.#flags = new Uint8Array(capacity);
  }

  get size(): number {
    return this.#size;
  }

  /** Takes an event in place of the oldest. Sequences must rise. */
  push(event: RequestEvent, at: number): void {
    const slot = this.#next;
    const replaced = this.#size === this.#capacity;
    for (const field of TEXTS) {
      const column = this.#texts[field];
      if (replaced) this.#table.release(column[slot] ?? 0);
      column[slot] = this.#table.use(event[field]);
    }
    for (const field of NUMBERS) this.#numbers[field][slot] = event[field] ?? NaN;
    this.#at[slot] = at;
    this.#flags[slot] =
      (event.stream ? STREAM : 0) | (event.estimated ? ESTIMATED : 0) | (event.recorded ? RECORDED : 0);
    this.#ids[slot] = event.id;
    this.#traceIds[slot] = event.traceId;
    this.#errors[slot] = event.error;
    this.#next = (slot + 1) % this.#capacity;
    if (!replaced) this.#size++;
  }

  /** When the oldest request ended, epoch ms; null = there is none. */
  get oldestAt(): number | null {
    return this.#size === 0 ? null : (this.#at[this.#slot(0)] ?? null);
  }

  /** The newest request of an id; null = none is kept. Looked for in slices between which others have their turn. */
  async find(id: string, slices: Slices): Promise<RequestEvent | null> {
    let found: RequestEvent | null = null;
    const take = (slot: number): boolean => {
      if (this.#ids[slot] !== id) return false;
      found = this.#event(slot);
      return true;
    };
    await this.#look(Infinity, () => take, slices);
    return found;
  }

  /** Matching events, newest first. Looked for in slices between which others have their turn. */
  async newest({ filter, before, limit }: WantedEvents, slices: Slices): Promise<RequestEvent[]> {
    const found: RequestEvent[] = [];
    const taker = (): Take | null => {
      const matches = this.#matcher(filter);
      return matches && ((slot) => matches(slot) && found.push(this.#event(slot)) === limit);
    };
    await this.#look(before, taker, slices);
    return found;
  }

  /**
   * Hands out the slots of the rows before a sequence, newest first, until one is the last that was wanted.
   * @param taker asked after each pause, in which a text's number may become another one's; null = there is nothing to find
   */
  async #look(before: number, taker: () => Take | null, slices: Slices): Promise<void> {
    let sequence = before;
    for (let take = taker(); take !== null; take = taker()) {
      const newest = this.#countBefore(sequence) - 1;
      const oldest = Math.max(0, newest - ROWS_PER_LOOK + 1);
      for (let index = newest; index >= oldest; index--) if (take(this.#slot(index))) return;
      if (oldest === 0) return;
      sequence = this.#numbers.sequence[this.#slot(oldest)] ?? 0;
      if (slices.over) await slices.pause();
    }
  }

  /** Whether the request in a slot is asked for; null = none can be. */
  #matcher(filter: EventFilter): ((slot: number) => boolean) | null {
    const wanted = this.#wanted(filter);
    if (wanted === null) return null;
    const { from = -Infinity, to = Infinity, id } = filter;
    const inTrouble = filter.troubleOnly === true ? this.#trouble() : null;
    return (slot) => {
      for (const { column, numbers } of wanted) if (!numbers.includes(column[slot] ?? 0)) return false;
      const at = this.#at[slot] ?? 0;
      if (at < from || at >= to || inTrouble?.(slot) === false) return false;
      return id === undefined || this.#ids[slot]?.startsWith(id) === true;
    };
  }

  /** The columns that must hold a number; null = a text that no row has. */
  #wanted(filter: EventFilter): Wanted[] | null {
    const wanted: Wanted[] = [];
    for (const field of FILTER_FIELDS) {
      const texts = filter[field];
      if (texts === undefined) continue;
      const numbers = texts.map((text) => this.#table.find(text)).filter((number) => number !== null);
      if (numbers.length === 0) return null;
      wanted.push({ column: this.#texts[field], numbers });
    }
    return wanted;
  }

  /** Whether the request in a slot left its primary or failed. */
  #trouble(): (slot: number) => boolean {
    const [left, failed] = [this.#table.find('fallback'), this.#table.find('error')];
    const { route, outcome } = this.#texts;
    return (slot) => route[slot] === left || outcome[slot] === failed;
  }

  /** `index` 0 is the oldest. */
  #slot(index: number): number {
    return (this.#next - this.#size + index + this.#capacity) % this.#capacity;
  }

  /** How many rows have a lower sequence. */
  #countBefore(sequence: number): number {
    let low = 0;
    let high = this.#size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#numbers.sequence[this.#slot(middle)] ?? 0) < sequence) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #event(slot: number): RequestEvent {
    const number = (field: NumberField): number => this.#numbers[field][slot] ?? 0;
    const nullable = (field: NumberField): number | null => (Number.isNaN(number(field)) ? null : number(field));
    const text = (field: TextField): string | null => this.#table.text(this.#texts[field][slot] ?? 0);
    const flags = this.#flags[slot] ?? 0;
    return {
      kind: 'request',
      sequence: number('sequence'),
      at: new Date(this.#at[slot] ?? 0).toISOString(),
      id: this.#ids[slot] ?? '',
      model: text('model') ?? '',
      servedModel: text('servedModel'),
      provider: text('provider'),
      position: nullable('position'),
      // These columns are filled from events whose fields have just these values.
      trigger: text('trigger'),
      outcome: text('outcome') as RequestEvent['outcome'],
      route: text('route') as RequestEvent['route'],
      status: number('status'),
      attempts: number('attempts'),
      durationMs: number('durationMs'),
      firstTokenMs: nullable('firstTokenMs'),
      inputTokens: nullable('inputTokens'),
      outputTokens: nullable('outputTokens'),
      estimated: (flags & ESTIMATED) !== 0,
      costUsd: nullable('costUsd'),
      client: text('client') ?? '',
      traceId: this.#traceIds[slot] ?? null,
      api: text('api') ?? '',
      stream: (flags & STREAM) !== 0,
      recorded: (flags & RECORDED) !== 0,
      error: this.#errors[slot] ?? '',
    };
  }
}
