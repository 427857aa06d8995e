import React from 'react';
import type { AlertRules } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { Fact, FactList } from '../../../components/Facts.tsx';
import { countOf } from '../../../format/format.ts';
import type { RuleSources } from '../data/useRuleSources.ts';
import { secondsText } from '../install/promDuration.ts';
import type { PlaceKind } from '../rules/ruleState.ts';
import type { RuleView } from '../rules/ruleViews.ts';

function FiringFact({ views }: { readonly views: readonly RuleView[] }) {
  const firing = views.filter(({ state }) => state === 'firing');
  const pending = views.filter(({ state }) => state === 'pending').length;
  const critical = firing.some(({ rule }) => rule.severity === 'critical');
  const tone = critical ? 'bad' : 'warning';
  return (
    <Fact
      name={t('alerts.fact.firing', 'Firing')}
      value={firing.length}
      tone={firing.length > 0 ? tone : undefined}
      note={pending > 0 && t('alerts.fact.pending', '{{- pending}} pending', { pending })}
    />
  );
}

interface PlaceFactProps {
  readonly kind: PlaceKind;
  readonly name: string;
  readonly views: readonly RuleView[];
  /** Why it is not known; undefined = it is. */
  readonly unknown: string | undefined;
}

function PlaceFact({ kind, name, views, unknown }: PlaceFactProps) {
  if (unknown !== undefined) return <Fact name={name} value={t('alerts.fact.unknown', 'unknown')} note={unknown} />;
  const places = views.flatMap((view) => view.places.filter((place) => place.kind === kind));
  const outdated = places.filter((place) => place.outdated).length;
  // The last part of a path says enough here; a folder's title has none.
  const files = [...new Set(places.map(({ file }) => file.split('/').at(-1) ?? '').filter((file) => file !== ''))];
  return (
    <Fact
      name={name}
      value={countOf(places.length, views.length)}
      tone={outdated > 0 ? 'warning' : undefined}
      note={
        outdated > 0
          ? t('alerts.fact.outdated', '{{- outdated}} in another version', { outdated })
          : files.slice(0, 2).join(', ')
      }
    />
  );
}

interface Props {
  readonly rules: AlertRules;
  readonly views: readonly RuleView[];
  readonly state: RuleSources;
  readonly hasPrometheus: boolean;
}

function prometheusUnknown({ state, hasPrometheus }: Props): string | undefined {
  if (!hasPrometheus) return t('alerts.fact.no-prometheus', 'No data source is chosen in Configuration.');
  if (state.prometheusError) return state.prometheusError.message;
  if (state.sources.alerts) return t('alerts.fact.closed', 'It shows alerts, not rules.');
  return state.sources.prometheus ? undefined : '';
}

/** What fires, who evaluates how many of the rules, and how often. */
export function AlertFacts(props: Props) {
  const { rules, views, state } = props;
  const grafanaUnknown = state.sources.grafana ? undefined : (state.grafanaError?.message ?? '');
  return (
    <FactList least={130}>
      <FiringFact views={views} />
      <PlaceFact
        kind="prometheus"
        name={t('alerts.fact.in-prometheus', 'In Prometheus')}
        views={views}
        unknown={prometheusUnknown(props)}
      />
      <PlaceFact
        kind="grafana"
        name={t('alerts.fact.in-grafana', 'In Grafana')}
        views={views}
        unknown={grafanaUnknown}
      />
      <Fact
        name={t('alerts.fact.interval', 'To be evaluated')}
        value={t('alerts.fact.every', 'every {{- interval}}', { interval: secondsText(rules.intervalSeconds) })}
        note={t('alerts.fact.job', 'agents of job {{- job}}', { job: rules.job })}
      />
    </FactList>
  );
}
