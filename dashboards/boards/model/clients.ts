import { lines } from '../../panels/lines.ts';
import { line, type Line } from '../../parts/layout.ts';
import * as chains from '../../queries/chains.ts';
import * as requests from '../../queries/requests.ts';

/** What clients saw of streams, and how busy the model is. */
export function clients(): Line {
  return line(
    7,
    lines({
      title: 'Broken streams',
      description:
        'Streams that broke after their first byte, a second. No fallback can save them; choose another target.',
      width: 6,
      queries: [{ expr: chains.brokenStreams(), legend: '{{provider}} / {{upstream_model}}: {{reason}}' }],
      unit: 'reqps',
      min: 0,
      noValue: 'None',
    }),
    lines({
      title: 'Clients that left',
      description: 'Requests whose client went away, a second, by stage.',
      width: 6,
      queries: [{ expr: requests.disconnects(), legend: '{{stage}}' }],
      unit: 'reqps',
      min: 0,
      noValue: 'None',
    }),
    lines({
      title: 'Calls for one request',
      description: 'Calls of providers for one request, retries included. Above 1: retries and fallbacks.',
      width: 6,
      queries: [{ expr: chains.attemptsPerRequest(), legend: '{{model}}' }],
      unit: 'none',
      min: 0,
      noValue: 'No requests',
    }),
    lines({
      title: 'In flight',
      description: 'Requests that are being served now.',
      width: 6,
      queries: [{ expr: requests.inFlight(), legend: '{{model}}' }],
      unit: 'none',
      min: 0,
      noValue: 'None yet',
      stacked: true,
    }),
  );
}
