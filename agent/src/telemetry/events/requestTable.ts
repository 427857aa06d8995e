import type { RequestEvent } from '@understudy/contract';
import { FILTER_FIELDS, type EventFilter } from './eventFilter.ts';
import type { WantedEvents } from './eventRing.ts';
import { firstRowFrom, fulfils, rowsWorthLooking, walkRows, type AnyText, type NextRow, type Take } from './rowWalk.ts';
import type { Slices } from '../slices.ts';
import { TextColumn } from './textColumn.ts';
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

function columns<Field extends string, Column>(fields: readonly Field[], make: () => Column): Record<Field, Column> {
  return Object.fromEntries(fields.map((field) => [field, make()])) as Record<Field, Column>;
}

/**
 * The newest requests in columns: some 160 bytes each and its ids, invisible to the garbage collector but for these. Those that
 * hold a rare text are found by the rows that hold it, any other filter compares numbers (100,000 rows take a millisecond).
 */
export class RequestTable {
  readonly #capacity: number;
  readonly #texts: Record<TextField, TextColumn>;
  readonly #numbers: Record<NumberField, Float64Array>;
  /** Epoch ms. */
  readonly #at: Float64Array;
  readonly #flags: Uint8Array;
  readonly #ids: string[] = [];
  readonly #traceIds: (string | null)[] = [];
  readonly #errors: string[] = [];
  readonly #table = new TextTable();
  /** Requests that ever came; the number of the next row. */
  #pushed = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#texts = columns(TEXTS, () => new TextColumn(capacity));
    this.#numbers = columns(NUMBERS, () => new Float64Array(capacity));
    this.#at = new Float64Array(capacity);
    this.#flags = new Uint8Array(capacity);
  }

  get size(): number {
    return Math.min(this.#pushed, this.#capacity);
  }

  /** Takes an event in place of the oldest. Sequences must rise. */
  push(event: RequestEvent, at: number): void {
    const row = this.#pushed;
    const slot = this.#slot(row);
    const replaced = row >= this.#capacity;
    for (const field of TEXTS) {
      const column = this.#texts[field];
      if (replaced) this.#table.release(column.forget(slot));
      column.put(row, this.#table.use(event[field]));
    }
    for (const field of NUMBERS) this.#numbers[field][slot] = event[field] ?? NaN;
    this.#at[slot] = at;
    this.#flags[slot] =
      (event.stream ? STREAM : 0) | (event.estimated ? ESTIMATED : 0) | (event.recorded ? RECORDED : 0);
    this.#ids[slot] = event.id;
    this.#traceIds[slot] = event.traceId;
    this.#errors[slot] = event.error;
    this.#pushed++;
  }

  /** When the oldest request ended, epoch ms; null = there is none. */
  get oldestAt(): number | null {
    return this.#pushed === 0 ? null : (this.#at[this.#slot(this.#oldest)] ?? null);
  }

  /** The newest request of an id; null = none is kept. Looked for in slices between which others have their turn. */
  async find(id: string, slices: Slices): Promise<RequestEvent | null> {
    let found: RequestEvent | null = null;
    const take: Take = (row) => {
      if (this.#ids[this.#slot(row)] !== id) return false;
      found = this.#event(this.#slot(row));
      return true;
    };
    await this.#walk(rowsWorthLooking([], this.#pushed), () => take, slices);
    return found;
  }

  /** Matching events, newest first. Looked for in slices between which others have their turn. */
  async newest({ filter, before, limit }: WantedEvents, slices: Slices): Promise<RequestEvent[]> {
    const found: RequestEvent[] = [];
    const taker = (): Take | null => {
      const matches = this.#matcher(filter);
      return matches && ((row) => matches(this.#slot(row)) && found.push(this.#event(this.#slot(row))) === limit);
    };
    const conditions = this.#conditions(filter);
    if (conditions !== null) await this.#walk(rowsWorthLooking(conditions, this.#rowOf(before)), taker, slices);
    return found;
  }

  #walk(rows: NextRow, taker: () => Take | null, slices: Slices): Promise<void> {
    return walkRows({ rows, oldest: () => this.#oldest, taker }, slices);
  }

  /** Whether the request in a slot is asked for; null = none can be. */
  #matcher(filter: EventFilter): ((slot: number) => boolean) | null {
    const conditions = this.#conditions(filter);
    if (conditions === null) return null;
    const { from = -Infinity, to = Infinity, id } = filter;
    return (slot) => {
      const at = this.#at[slot] ?? 0;
      if (!fulfils(slot, conditions) || at < from || at >= to) return false;
      return id === undefined || this.#ids[slot]?.startsWith(id) === true;
    };
  }

  /** What a row has to hold, all of it; null = a text that no row has. */
  #conditions(filter: EventFilter): AnyText[] | null {
    const conditions = FILTER_FIELDS.flatMap((field) => {
      const texts = filter[field];
      return texts === undefined ? [] : [texts.flatMap((text) => this.#wanted(field, text))];
    });
    // Left its primary or failed.
    if (filter.troubleOnly === true) {
      conditions.push([...this.#wanted('route', 'fallback'), ...this.#wanted('outcome', 'error')]);
    }
    return conditions.some(({ length }) => length === 0) ? null : conditions;
  }

  /** Nothing where no row has the text. */
  #wanted(field: TextField, text: string): AnyText {
    const number = this.#table.find(text);
    return number === null ? [] : [{ column: this.#texts[field], number }];
  }

  get #oldest(): number {
    return Math.max(0, this.#pushed - this.#capacity);
  }

  #slot(row: number): number {
    return row % this.#capacity;
  }

  #rowOf(sequence: number): number {
    const sequenceOf = (row: number): number => this.#numbers.sequence[this.#slot(row)] ?? 0;
    return firstRowFrom(sequence, { oldest: this.#oldest, end: this.#pushed, sequenceOf });
  }

  #event(slot: number): RequestEvent {
    const number = (field: NumberField): number => this.#numbers[field][slot] ?? 0;
    const nullable = (field: NumberField): number | null => (Number.isNaN(number(field)) ? null : number(field));
    const text = (field: TextField): string | null => this.#table.text(this.#texts[field].at(slot));
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
