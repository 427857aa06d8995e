import type { Machine } from './machine.ts';
import { machineLine } from './machine.ts';
import type { Outcome } from './outcome.ts';
import { verdictOf } from './verdict.ts';
import type { Verdict } from './verdict.ts';

const HEAD: Verdict = { label: '', aim: 'aim', measured: 'measured', range: 'min – max', met: '' };

function widths(lines: readonly Verdict[]): Record<'label' | 'aim' | 'measured' | 'range', number> {
  const widest = (key: 'label' | 'aim' | 'measured' | 'range'): number =>
    Math.max(...lines.map((line) => line[key].length));
  return { label: widest('label'), aim: widest('aim'), measured: widest('measured'), range: widest('range') };
}

/** The outcomes as a table of fixed width. */
export function terminalTable(machine: Machine, outcomes: readonly Outcome[]): string {
  const verdicts = outcomes.flatMap((outcome) => ('rows' in outcome ? outcome.rows.map(verdictOf) : []));
  const wide = widths([HEAD, ...verdicts]);
  const line = ({ label, aim, measured, range, met }: Verdict): string =>
    [label.padEnd(wide.label), aim.padEnd(wide.aim), measured.padStart(wide.measured), range.padEnd(wide.range), met]
      .join('  ')
      .trimEnd();
  const failures = outcomes.flatMap((outcome) =>
    'error' in outcome ? [`NOT TAKEN ${outcome.measure.title}: ${outcome.error}`] : [],
  );
  return [machineLine(machine), '', line(HEAD), ...verdicts.map(line), ...failures, ''].join('\n');
}
