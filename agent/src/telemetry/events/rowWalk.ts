import type { Slices } from '../slices.ts';
import type { TextColumn } from './textColumn.ts';

/** A text of a column whose rows are wanted, by its number. */
interface WantedText {
  readonly column: TextColumn;
  readonly number: number;
}

/** A condition: a row holds one of these texts. */
export type AnyText = readonly WantedText[];

/** The next older row to look at; negative, or a row that is not kept any more: there is no further one. */
export type NextRow = () => number;

/** Looks at a row; true = it was the last that was wanted. */
export type Take = (row: number) => boolean;

/** Rows between which the time is not looked at: some tens of microseconds. */
const ROWS_PER_LOOK = 1_024;

/** How many rows a walk over these texts has, those counted twice that hold two of them. */
function rowsOf(wanted: AnyText): number {
  return wanted.reduce((sum, { column, number }) => sum + column.count(number), 0);
}

/**
 * Rows that hold any of these texts, before a row, newest first and each once. It stays right while rows come and go: as long as
 * a row is kept its text keeps its number, and once it is not, older ones are gone as well.
 */
function rowsHolding(wanted: AnyText, before: number): NextRow {
  const cursors = wanted.map(({ column, number }) => ({ column, row: column.newest(number) }));
  const step = (): number => {
    const row = cursors.reduce((newest, cursor) => Math.max(newest, cursor.row), -1);
    if (row < 0) return row;
    for (const cursor of cursors) if (cursor.row === row) cursor.row = cursor.column.before(row);
    return row;
  };
  return () => {
    let row = step();
    while (row >= before) row = step();
    return row;
  };
}

/** The rows before one that are worth looking at: those of the condition that the fewest fulfil; all without a condition. */
export function rowsWorthLooking(conditions: readonly AnyText[], before: number): NextRow {
  const [fewest] = conditions.toSorted((a, b) => rowsOf(a) - rowsOf(b));
  if (fewest !== undefined) return rowsHolding(fewest, before);
  let next = before;
  return () => --next;
}

/** Whether a row's slot fulfils every condition. */
export function fulfils(slot: number, conditions: readonly AnyText[]): boolean {
  for (const anyText of conditions) {
    if (!anyText.some(({ column, number }) => column.at(slot) === number)) return false;
  }
  return true;
}

/** The first of the kept rows with at least a sequence; those before it have lower ones. */
export function firstRowFrom(
  sequence: number,
  { oldest, end, sequenceOf }: { oldest: number; end: number; sequenceOf: (row: number) => number },
): number {
  let [low, high] = [oldest, end];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (sequenceOf(middle) < sequence) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rows to look at, and what is done with them. */
interface Walk {
  readonly rows: NextRow;
  /** The oldest row that is kept by now. */
  readonly oldest: () => number;
  /** Asked after each pause, in which a text's number may become another one's; null = there is nothing to find. */
  readonly taker: () => Take | null;
}

/** Looks at rows until one is the last that was wanted, in slices between which others have their turn. */
export async function walkRows({ rows, oldest, taker }: Walk, slices: Slices): Promise<void> {
  let looked = 0;
  for (let take = taker(); take !== null;) {
    const row = rows();
    if (row < oldest() || take(row)) return;
    if (++looked % ROWS_PER_LOOK === 0 && slices.over) {
      await slices.pause();
      take = taker();
    }
  }
}
