import { bars } from '../../panels/bars.ts';
import { stat } from '../../panels/stat.ts';
import { line, type Line } from '../../parts/layout.ts';
import { toBoard, toPage } from '../../parts/links.ts';
import * as chains from '../../queries/chains.ts';
import * as cost from '../../queries/cost.ts';

/** Drills, and what answers cost. */
export function drills(): Line {
  return line(
    6,
    stat({
      title: 'Proven by a drill',
      description: 'Time since a drill last proved that the chain works. Run one on the page of the chain.',
      width: 8,
      expr: chains.provenAge(),
      legend: '{{model}}',
      unit: 's',
      noValue: 'Never proven',
      links: toPage('Chains', 'chains'),
    }),
    bars({
      title: 'Drills',
      description:
        'Drills since the agents started, by what they made fail and how they ended; they count in no other figure.',
      width: 8,
      expr: chains.drills(),
      legend: '{{model}} {{scenario}}: {{outcome}}',
      unit: 'locale',
      decimals: 0,
      noValue: 'None',
    }),
    stat({
      title: 'Cost of 1,000 answers',
      description: 'All that was billed, thrown away answers included, by what was answered.',
      width: 8,
      expr: cost.costPerThousandAnswers(),
      legend: '{{model}}',
      unit: 'currencyUSD',
      noValue: 'No price',
      links: toBoard('Cost', 'understudy-cost'),
    }),
  );
}
