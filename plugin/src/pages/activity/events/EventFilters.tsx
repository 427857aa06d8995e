import React, { useEffect, useState } from 'react';
import { css } from '@emotion/css';
import { listModels, SKIP_REASONS, TRIGGERS } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { SearchInput } from '../../../components/SearchInput.tsx';
import { useAllItems } from '../../../hooks/useAllItems.ts';
import { triggerTitle } from '../../../i18n/triggerName.ts';
import type { ActivityView } from '../activityView.ts';
import { FilterChoice } from '../../../components/FilterChoice.tsx';
import type { ChangeView } from '../useActivityView.ts';
import { KIND_CHOICES, OUTCOME_CHOICES, type KindChoice } from './eventQuery.ts';
import { kindHint, kindName, outcomeName } from './eventWords.ts';

interface Props {
  readonly view: ActivityView;
  readonly onChange: ChangeView;
}

/** Rest after the last key before the list is asked anew, in milliseconds. */
const TYPING_MS = 300;

/** What left a primary can only be a trigger or a reason to skip it. */
const REASONS = [...new Set([...TRIGGERS, ...SKIP_REASONS])];

function kindOption(value: KindChoice) {
  const description = kindHint(value);
  return { value, label: kindName(value), ...(description === undefined ? {} : { description }) };
}

function RequestFilter({ view, onChange }: Props) {
  const styles = useStyles2(getStyles);
  const [text, setText] = useState(view.request);
  const [shown, setShown] = useState(view.request);
  // The address changed by other means: Back, a link, "Clear filters".
  if (shown !== view.request) {
    setShown(view.request);
    setText(view.request);
  }
  useEffect(() => {
    if (text.trim() === view.request) return undefined;
    const timer = setTimeout(() => onChange({ request: text.trim() }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, view.request, onChange]);
  return (
    <div className={styles.request}>
      <SearchInput label={t('activity.request-id', 'Request ID')} value={text} onChange={setText} />
    </div>
  );
}

/** Filters of events: kind, model, trigger, outcome, request. */
export function EventFilters({ view, onChange }: Props) {
  const models = useAllItems(listModels, {}, { refetchMs: false }).data?.items ?? [];
  return (
    <>
      <FilterChoice
        label={t('activity.filter-kind', 'Kinds of events')}
        all={t('activity.all-kinds', 'Most kinds')}
        options={KIND_CHOICES.map(kindOption)}
        value={view.kinds}
        onChange={(kinds) => onChange({ kinds })}
      />
      <FilterChoice
        label={t('activity.filter-model', 'Requested models')}
        all={t('activity.all-models', 'All models')}
        options={models.map(({ id }) => ({ value: id, label: id }))}
        value={view.models}
        onChange={(chosen) => onChange({ models: chosen })}
      />
      <FilterChoice
        label={t('activity.filter-trigger', 'Triggers')}
        all={t('activity.all-triggers', 'All triggers')}
        options={REASONS.map((value) => ({ value, label: triggerTitle(value) }))}
        value={view.triggers}
        onChange={(triggers) => onChange({ triggers })}
      />
      <FilterChoice
        label={t('activity.filter-outcome', 'Outcomes')}
        all={t('activity.all-outcomes', 'All outcomes')}
        options={OUTCOME_CHOICES.map((value) => ({ value, label: outcomeName(value) }))}
        value={view.outcomes}
        onChange={(outcomes) => onChange({ outcomes })}
      />
      <RequestFilter view={view} onChange={onChange} />
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  request: css({ flex: '1 1 132px', maxWidth: 240, [theme.breakpoints.down('sm')]: { maxWidth: 'none' } }),
});
