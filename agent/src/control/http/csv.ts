/** What a spreadsheet takes for the beginning of a formula; tab and carriage return can hide one. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;

/** One cell (RFC 4180). A text that a spreadsheet would run gets an apostrophe before it; numbers stay numbers. */
function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value.trimStart()) || FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A line of CSV with its line break. */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** A table as CSV: a line of names, then one a row. */
export function csvTable(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [columns, ...rows].map(csvLine).join('');
}
