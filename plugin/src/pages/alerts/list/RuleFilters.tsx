import React from 'react';
import { css } from '@emotion/css';
import { ALERT_SEVERITIES } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { FilterChoice } from '../../../components/FilterChoice.tsx';
import { SearchInput } from '../../../components/SearchInput.tsx';
import { severityWords, stateWords } from '../alertWords.ts';
import type { AlertsView } from '../alertsView.ts';
import { RULE_STATES } from '../rules/ruleState.ts';
import type { ChangeAlertsView } from '../useAlertsView.ts';

interface Props {
  readonly view: AlertsView;
  readonly onChange: ChangeAlertsView;
}

const STATES = RULE_STATES.map((value) => ({ value, label: () => stateWords(value) }));
const SEVERITIES = ALERT_SEVERITIES.map((value) => ({ value, label: () => severityWords(value) }));

/** Search, severity and state of the rules that are shown. */
export function RuleFilters({ view, onChange }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.row}>
      <div className={styles.search}>
        <SearchInput
          label={t('alerts.search', 'Search rules')}
          value={view.search}
          onChange={(search) => onChange({ search })}
        />
      </div>
      <FilterChoice
        label={t('alerts.filter.severity', 'Severities')}
        all={t('alerts.filter.all-severities', 'All severities')}
        options={SEVERITIES.map(({ value, label }) => ({ value, label: label() }))}
        value={view.severities}
        onChange={(chosen) => onChange({ severities: ALERT_SEVERITIES.filter((one) => chosen.includes(one)) })}
      />
      <FilterChoice
        label={t('alerts.filter.state', 'States')}
        all={t('alerts.filter.all-states', 'All states')}
        options={STATES.map(({ value, label }) => ({ value, label: label() }))}
        value={view.states}
        onChange={(chosen) => onChange({ states: RULE_STATES.filter((one) => chosen.includes(one)) })}
      />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
  search: css({ flex: '1 1 220px', maxWidth: 320, [theme.breakpoints.down('sm')]: { maxWidth: 'none' } }),
});
