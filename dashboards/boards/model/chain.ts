import { MODEL_COLUMN, POSITION_COLUMN, TARGET_COLUMNS } from '../../panels/labelColumns.ts';
import { table } from '../../panels/table.ts';
import { CIRCUIT, POSITION, timeline } from '../../panels/timeline.ts';
import { line, type Line } from '../../parts/layout.ts';
import { MODEL_OF_SERIES } from '../../parts/links.ts';
import { DEFAULTS } from '../../parts/thresholds.ts';
import * as chains from '../../queries/chains.ts';
import { circuitOfPosition } from '../../queries/circuits.ts';

/** The chain as it stands, and which of its steps was in use. */
export function chain(): Line {
  return line(
    8,
    table({
      title: 'Chain',
      description:
        'The steps in the order in which they are tried, the state of their circuits, and their list price for 500 tokens in and 50 out against the primary. The model opens its chain for editing.',
      width: 12,
      labels: [MODEL_COLUMN, POSITION_COLUMN, ...TARGET_COLUMNS],
      values: [
        { title: 'Circuit', expr: circuitOfPosition(), unit: 'none', mappings: [CIRCUIT] },
        {
          title: 'List price',
          expr: chains.listPriceMultiplier(),
          unit: 'suffix:×',
          decimals: 2,
          steps: ['text', [DEFAULTS.costMultiplier, 'orange']],
        },
      ],
      noValue: 'No chain',
    }),
    timeline({
      title: 'Active step',
      description: 'The step that the next request would use; of several agents the one furthest from the primary.',
      width: 12,
      queries: [{ expr: chains.activeStep(), legend: '{{model}}' }],
      unit: 'none',
      noValue: 'No chain',
      mappings: [POSITION],
      links: MODEL_OF_SERIES,
    }),
  );
}
