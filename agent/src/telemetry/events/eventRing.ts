import type { Slices } from '../slices.ts';
import { kindMayMatch, matchesFilter, type EventFilter, type OtherEvent } from './eventFilter.ts';
import { firstRowFrom, rowsWorthLooking, walkRows, type AnyText, type Take } from './rowWalk.ts';
import { TextColumn } from './textColumn.ts';
import { TextTable } from './textTable.ts';

/** Events that are asked for. */
export interface WantedEvents {
  readonly filter: EventFilter;
  /** Sequence of the last event of the page before; Infinity = from the newest. */
  readonly before: number;
  readonly limit: number;
}

/** Fields by which events are found without looking at the others. */
const INDEXED = ['model', 'servedModel'] as const;
type Indexed = (typeof INDEXED)[number];

function textOf(event: OtherEvent, field: Indexed): string | null {
  if (field === 'model') return event.kind === 'config' ? null : event.model;
  if (event.kind === 'fallback') return event.toModel;
  return event.kind === 'drill' ? event.servedModel : null;
}

/** The newest events of a kind. */
export class EventRing {
  readonly #kind: OtherEvent['kind'];
  readonly #capacity: number;
  readonly #events: OtherEvent[] = [];
  /** Epoch ms. */
  readonly #at: Float64Array;
  readonly #table = new TextTable();
  readonly #columns: Readonly<Record<Indexed, TextColumn>>;
  #pushed = 0;

  constructor(kind: OtherEvent['kind'], capacity: number) {
    this.#kind = kind;
    this.#capacity = capacity;
    this.#at = new Float64Array(capacity);
    this.#columns = { model: new TextColumn(capacity), servedModel: new TextColumn(capacity) };
  }

  /** Takes an event in place of the oldest. Sequences must rise. */
  push(event: OtherEvent, at: number): void {
    const row = this.#pushed;
    const slot = row % this.#capacity;
    for (const field of INDEXED) {
      const column = this.#columns[field];
      if (row >= this.#capacity) this.#table.release(column.forget(slot));
      column.put(row, this.#table.use(textOf(event, field)));
    }
    this.#at[slot] = at;
    this.#events[slot] = event;
    this.#pushed++;
  }

  /** Matching events, newest first. Looked for in slices between which others have their turn. */
  async newest({ filter, before, limit }: WantedEvents, slices: Slices): Promise<OtherEvent[]> {
    const found: OtherEvent[] = [];
    const conditions = this.#conditions(filter);
    if (conditions === null) return found;
    const oldest = (): number => Math.max(0, this.#pushed - this.#capacity);
    const sequenceOf = (row: number): number => this.#event(row)?.sequence ?? 0;
    const first = firstRowFrom(before, { oldest: oldest(), end: this.#pushed, sequenceOf });
    const take: Take = (row) => {
      const event = this.#event(row);
      const at = this.#at[row % this.#capacity] ?? 0;
      return event !== undefined && matchesFilter(event, at, filter) && found.push(event) === limit;
    };
    await walkRows({ rows: rowsWorthLooking(conditions, first), oldest, taker: () => take }, slices);
    return found;
  }

  /** What the indexed fields have to hold; null = no event can match. */
  #conditions(filter: EventFilter): AnyText[] | null {
    if (!kindMayMatch(this.#kind, filter)) return null;
    const conditions = INDEXED.flatMap((field) => {
      const texts = filter[field];
      return texts === undefined ? [] : [texts.flatMap((text) => this.#wanted(field, text))];
    });
    return conditions.some(({ length }) => length === 0) ? null : conditions;
  }

  #wanted(field: Indexed, text: string): AnyText {
    const number = this.#table.find(text);
    return number === null ? [] : [{ column: this.#columns[field], number }];
  }

  #event(row: number): OtherEvent | undefined {
    return this.#events[row % this.#capacity];
  }
}
