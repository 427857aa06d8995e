/** Rows that are in the page: `first` up to, not including, `end`. */
export interface RowWindow {
  readonly first: number;
  readonly end: number;
}

/** More rows than this never are in the page at once, but where more are seen. */
const MOST_ROWS = 80;
/** Rows kept ready on each side, and by how many the window moves at once. */
const MOST_SPARE = 8;

/** All rows of a short list; of a long one those that are seen and some around them. */
export function rowWindow(count: number, rowHeight: number, viewport: number, scrolled: number): RowWindow {
  if (count <= MOST_ROWS) return { first: 0, end: count };
  const seen = Math.ceil(viewport / rowHeight) + 1;
  const spare = Math.min(MOST_SPARE, Math.floor((MOST_ROWS - seen) / 3));
  const top = Math.min(Math.floor(scrolled / rowHeight), Math.max(0, count - seen));
  if (spare < 1) return { first: top, end: Math.min(count, top + seen) };
  const first = Math.max(0, (Math.floor(top / spare) - 1) * spare);
  return { first, end: Math.min(count, first + seen + 3 * spare - 1) };
}
