import { answersByFallback } from '../../../plugin/src/promql/attempts.ts';
import { RANGE } from '../../../plugin/src/promql/scope.ts';
import { bars } from '../../panels/bars.ts';
import { MODEL_COLUMN } from '../../panels/labelColumns.ts';
import { lines } from '../../panels/lines.ts';
import { pie } from '../../panels/pie.ts';
import { table } from '../../panels/table.ts';
import { line, type Line } from '../../parts/layout.ts';
import { PROVIDER_OF_SERIES } from '../../parts/links.ts';
import * as chains from '../../queries/chains.ts';
import { SCOPE } from '../../queries/scope.ts';

/** Why requests fell back, how far, and to whom. */
export function reasons(): Line[] {
  return [
    line(
      8,
      lines({
        title: 'Fallbacks by reason',
        description: 'What made requests move on, a second. One request can move more than once.',
        width: 8,
        queries: [{ expr: chains.hopsByReason(), legend: '{{reason}}' }],
        unit: 'cps',
        min: 0,
        noValue: 'No fallbacks',
        stacked: true,
      }),
      bars({
        title: 'Depth',
        description:
          'Answers by the position that gave them: 0 is the primary. A long tail costs time; see the durations.',
        width: 8,
        expr: chains.depth(),
        legend: 'Position {{position}}',
        unit: 'locale',
        decimals: 0,
        noValue: 'No answers',
      }),
      pie({
        title: 'Answered by fallback',
        description: 'Which fallbacks answered. The one that answers most is the one to check price and quality of.',
        width: 8,
        expr: answersByFallback(SCOPE, RANGE),
        legend: '{{provider}} / {{upstream_model}}',
        unit: 'locale',
        decimals: 0,
        noValue: 'No fallback answered',
        links: PROVIDER_OF_SERIES,
      }),
    ),
    line(
      8,
      table({
        title: 'Moves',
        description: 'From which target to which one and why, most frequent first; steps that were skipped count, too.',
        width: 24,
        labels: [
          MODEL_COLUMN,
          { label: 'from_provider', title: 'From' },
          { label: 'from_model', title: 'Model there' },
          { label: 'to_provider', title: 'To' },
          { label: 'to_model', title: 'Model here' },
          { label: 'reason', title: 'Reason' },
        ],
        values: [{ title: 'Moves', expr: chains.hops(), unit: 'locale', decimals: 0 }],
        sortBy: 'Moves',
        noValue: 'No fallbacks',
      }),
    ),
  ];
}
