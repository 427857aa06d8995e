import { fallbackRateSeries } from '../../../plugin/src/promql/requests.ts';
import { RATE_INTERVAL } from '../../../plugin/src/promql/scope.ts';
import { lines } from '../../panels/lines.ts';
import { line, type Line } from '../../parts/layout.ts';
import { MODEL_OF_SERIES, toBoard } from '../../parts/links.ts';
import { DEFAULTS } from '../../parts/thresholds.ts';
import * as requests from '../../queries/requests.ts';
import { SCOPE } from '../../queries/scope.ts';
import { fallbackRate } from '../shared.ts';

/** Rate, success and requests over time. */
export function traffic(): Line {
  return line(
    8,
    fallbackRate(fallbackRateSeries(SCOPE, RATE_INTERVAL), {
      title: 'Fallback rate over time',
      description:
        'Share of requests that left the primary. Dashed: where the alert begins. Marks: circuits and edits.',
      width: 8,
    }),
    lines({
      title: 'Success over time',
      description: 'Share of requests that anyone answered. Dashed: the service level.',
      width: 8,
      queries: [{ expr: requests.successSeries(), legend: '{{model}}' }],
      unit: 'percentunit',
      max: 1,
      noValue: 'No requests',
      steps: ['red', [DEFAULTS.availabilitySlo, 'green']],
      links: toBoard('SLO', 'understudy-slo'),
    }),
    lines({
      title: 'Requests',
      description: 'Requests a second, also those that are refused or cancelled.',
      width: 8,
      queries: [{ expr: requests.trafficByModel(), legend: '{{model}}' }],
      unit: 'reqps',
      min: 0,
      noValue: 'No requests',
      stacked: true,
      links: MODEL_OF_SERIES,
    }),
  );
}
