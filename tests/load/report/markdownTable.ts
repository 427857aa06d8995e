import type { Machine } from './machine.ts';
import { machineLine } from './machine.ts';
import type { Outcome } from './outcome.ts';
import { verdictOf } from './verdict.ts';

/** Between these two the document holds the table. */
export const MARKERS = { begin: '<!-- bench:begin -->', end: '<!-- bench:end -->' } as const;

function linesOf(outcome: Outcome): string[] {
  if ('error' in outcome) return [`| ${outcome.measure.title} | | not taken: ${outcome.error} | | |`];
  return outcome.rows.map((row) => {
    const { label, aim, measured, range, met } = verdictOf(row);
    return `| ${label} | ${aim} | ${measured} | ${range} | ${met === 'missed' ? '**missed**' : met} |`;
  });
}

/** The outcomes as a markdown table, with command, machine and date. */
export function markdownTable(machine: Machine, outcomes: readonly Outcome[]): string {
  return [
    `\`${machine.command}\`: ${machineLine(machine)}.`,
    '',
    '| | aim | measured (median) | min – max | |',
    '| --- | --- | ---: | --- | --- |',
    ...outcomes.flatMap(linesOf),
  ].join('\n');
}

/**
 * Puts a table between the markers of a document.
 *
 * @throws Error when the document lacks a marker
 */
export function replaceTable(document: string, table: string): string {
  const begin = document.indexOf(MARKERS.begin);
  const end = document.indexOf(MARKERS.end);
  if (begin < 0 || end < begin) throw new Error(`the document lacks ${MARKERS.begin} … ${MARKERS.end}`);
  return `${document.slice(0, begin)}${MARKERS.begin}\n\n${table}\n\n${document.slice(end)}`;
}
