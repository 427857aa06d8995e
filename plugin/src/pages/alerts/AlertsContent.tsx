import React, { useMemo } from 'react';
import type { AlertRules } from '@understudy/contract';
import { t } from '@grafana/i18n';
import { Button, EmptyState } from '@grafana/ui';
import { EmptyTeaching } from '../../components/EmptyTeaching.tsx';
import { useSettings } from '../../api/SettingsContext.ts';
import { AlertDrawers } from './AlertDrawers.tsx';
import { filterRules, isFiltered } from './alertsView.ts';
import { useInstalledRules } from './data/useInstalledRules.ts';
import { useRuleSources } from './data/useRuleSources.ts';
import { AlertFacts } from './facts/AlertFacts.tsx';
import { installedRules, isLocked } from './install/installPlan.ts';
import type { Choice } from './install/useChoice.ts';
import { RecordingRules } from './list/RecordingRules.tsx';
import { RuleFilters } from './list/RuleFilters.tsx';
import { RuleList } from './list/RuleList.tsx';
import { recordingViews } from './rules/recordingViews.ts';
import { ruleViews, worstFirst } from './rules/ruleViews.ts';
import { useAlertsView } from './useAlertsView.ts';

function NoMatch({ onClear }: { readonly onClear: () => void }) {
  return (
    <EmptyState
      variant="not-found"
      hideImage
      message={t('alerts.no-match', 'No rule matches these filters')}
      button={
        <Button variant="secondary" onClick={onClear}>
          {t('alerts.clear', 'Clear filters')}
        </Button>
      }
    />
  );
}

function NoRules() {
  return (
    <EmptyTeaching
      title={t('alerts.empty', 'No alert rules')}
      text={t('alerts.empty-text', 'The agent generates them from its chains: add a chain first.')}
    />
  );
}

interface Props {
  readonly rules: AlertRules;
  readonly choice: Choice;
}

/** The rules with their state, what is recorded for them, and the drawers of the page. */
export function AlertsContent({ rules, choice }: Props) {
  const [view, change] = useAlertsView();
  const { prometheusUid } = useSettings();
  const state = useRuleSources(rules);
  const installed = useInstalledRules().data;
  const { sources, recording } = state;
  const views = useMemo(() => worstFirst(ruleViews(rules.alerting.rules, sources)), [rules, sources]);
  const records = recordingViews(rules.recording.rules, recording);
  const missing = records.filter((record) => record.state === 'missing').map(({ rule }) => rule.record);
  const shown = filterRules(views, view);
  const locked = new Set(
    installedRules(rules, installed ?? [])
      .filter(isLocked)
      .map(({ uid }) => uid),
  );
  const choiceOf = (id: string) => ({
    chosen: choice.chosen.has(id),
    locked: locked.has(id) ? t('alerts.locked', 'A file keeps this rule in Grafana: it is changed there.') : undefined,
    onChange: (chosen: boolean) => choice.choose(id, chosen),
  });
  if (views.length === 0) return <NoRules />;
  return (
    <>
      <AlertFacts rules={rules} views={views} state={state} hasPrometheus={prometheusUid !== undefined} />
      <RuleFilters view={view} onChange={change} />
      {shown.length === 0 && isFiltered(view) ? (
        <NoMatch onClear={() => change({ search: '', severities: [], states: [] })} />
      ) : (
        <RuleList
          views={shown}
          open={view.open}
          onOpen={(open) => change({ open })}
          missing={missing}
          choiceOf={installed && choiceOf}
        />
      )}
      <RecordingRules views={records} onFile={() => change({ drawer: 'file' })} />
      <AlertDrawers rules={rules} choice={choice} missing={missing} views={views} />
    </>
  );
}
