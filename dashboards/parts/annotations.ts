import { AnnotationQueryBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { circuitClosed, circuitOpened } from '../queries/circuits.ts';
import { configurationChanged } from '../queries/agents.ts';
import { DATA_SOURCE, GRAFANA } from './dataSource.ts';

/** One event every minute at most: consecutive ones become one mark. */
const STEP = '60s';

interface Mark {
  readonly name: string;
  readonly expr: string;
  readonly colour: string;
  readonly title: string;
  readonly text: string;
  readonly tags: string;
}

function mark({ name, expr, colour, title, text, tags }: Mark): AnnotationQueryBuilder {
  return new AnnotationQueryBuilder()
    .name(name)
    .datasource(DATA_SOURCE)
    .enable(true)
    .iconColor(colour)
    .expr(expr)
    .step(STEP)
    .titleFormat(title)
    .textFormat(text)
    .tagKeys(tags)
    .target(new DataqueryBuilder().refId('Anno').datasource(DATA_SOURCE).expr(expr).interval(STEP).range());
}

/** What happened while the lines moved: on every dashboard. */
export function annotations(): AnnotationQueryBuilder[] {
  return [
    new AnnotationQueryBuilder()
      .name('Annotations & Alerts')
      .datasource(GRAFANA)
      .enable(true)
      .hide(true)
      .builtIn(1)
      .type('dashboard')
      .iconColor('rgba(0, 211, 255, 1)'),
    mark({
      name: 'Circuit opened',
      expr: circuitOpened(),
      colour: 'red',
      title: 'Circuit opened',
      text: '{{provider}} / {{upstream_model}} is not called for a while',
      tags: 'provider,upstream_model',
    }),
    mark({
      name: 'Circuit closed',
      expr: circuitClosed(),
      colour: 'green',
      title: 'Circuit closed',
      text: '{{provider}} / {{upstream_model}} is called again',
      tags: 'provider,upstream_model',
    }),
    mark({
      name: 'Chains edited',
      expr: configurationChanged(),
      colour: 'blue',
      title: 'Configuration changed',
      text: 'Agents of group {{group}} run configuration {{hash}}',
      tags: 'group',
    }),
  ];
}
