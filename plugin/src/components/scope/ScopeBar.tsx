import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { RadioButtonGroup, Tooltip, useStyles2 } from '@grafana/ui';
import { useSettings } from '../../api/SettingsContext.ts';
import { useScope, useSetScope, type Scope } from '../../hooks/useScope.ts';
import { AgentFacts } from './AgentFacts.tsx';
import { FleetFacts } from './FleetFacts.tsx';

interface Props {
  /** `agent`: the page edits, so it is about this agent alone. */
  readonly choice: 'agent' | 'both';
}

/** Whose figures these are, and how fresh: every page names it under its title. */
export function ScopeBar({ choice }: Props) {
  const styles = useStyles2(getStyles);
  const asked = useScope();
  const scope = choice === 'agent' ? 'agent' : asked;
  return (
    <div className={styles.bar}>
      {choice === 'agent' ? (
        <span className={styles.fixed}>{t('scope.this-agent', 'This agent')}</span>
      ) : (
        <ScopeChoice scope={scope} />
      )}
      {scope === 'all' ? <FleetFacts /> : <AgentFacts />}
    </div>
  );
}

function ScopeChoice({ scope }: { readonly scope: Scope }) {
  const setScope = useSetScope();
  const { prometheusUid } = useSettings();
  const choice = (
    <RadioButtonGroup<Scope>
      size="sm"
      aria-label={t('scope.label', 'Scope')}
      value={scope}
      options={[
        { label: t('scope.this-agent', 'This agent'), value: 'agent' },
        { label: t('scope.all-agents', 'All agents'), value: 'all' },
      ]}
      disabledOptions={prometheusUid ? [] : ['all']}
      onChange={setScope}
    />
  );
  if (prometheusUid) return choice;
  return (
    <Tooltip
      content={t('scope.no-prometheus', 'No Prometheus data source is chosen: an admin sets one under Configuration.')}
    >
      <span>{choice}</span>
    </Tooltip>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5, 2), minHeight: 24 }),
  fixed: css({
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    color: theme.colors.text.primary,
    fontSize: theme.typography.bodySmall.fontSize,
    padding: theme.spacing(0.25, 1),
    whiteSpace: 'nowrap',
  }),
});
