import React from 'react';
import { css, cx } from '@emotion/css';
import type { AppPluginMeta, GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { hostOf } from '../../api/hostOf.ts';
import type { AppSettings } from '../../api/settings.ts';
import { useContentWidth } from '../../hooks/useContentWidth.ts';
import { useUnsavedGuard } from '../../hooks/useUnsavedGuard.ts';
import { CauseAlert } from './checks/CauseAlert.tsx';
import { CheckList } from './checks/CheckList.tsx';
import { AgentFields } from './form/AgentFields.tsx';
import { HistoryFields } from './form/HistoryFields.tsx';
import { SaveRow } from './SaveRow.tsx';
import { useConfiguration } from './useConfiguration.ts';

/** From this width the results stand beside the form. */
const TWO_COLUMNS = 880;

/** The form at the left, what the test found at the right. */
export function ConfigurationForm({ meta }: { readonly meta: AppPluginMeta<AppSettings> }) {
  const styles = useStyles2(getStyles);
  const { ref, width } = useContentWidth();
  const configuration = useConfiguration(meta);
  const { checks, dirty, agentUrl, phase } = configuration;
  useUnsavedGuard(dirty);
  const host = agentUrl === '' ? 'checkout-agent:4101' : hostOf(agentUrl);
  return (
    <div ref={ref} className={cx(styles.columns, width >= TWO_COLUMNS && styles.two)}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void configuration.saveAndTest();
        }}
      >
        <p className={styles.intro}>
          {t('configuration.intro', 'Which agent this app administers, and where its history is kept.')}
        </p>
        <AgentFields {...configuration} />
        <HistoryFields {...configuration} />
        <SaveRow {...configuration} />
      </form>
      <section className={styles.results} aria-label={t('configuration.results', 'Connection test')}>
        <h3 className={styles.heading}>
          {phase.kind === 'testing'
            ? t('configuration.testing', 'Testing')
            : t('configuration.results', 'Connection test')}
        </h3>
        <CheckList checks={checks} host={host} />
        <CauseAlert checks={checks} host={host} />
      </section>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    alignItems: 'start',
    display: 'grid',
    gap: theme.spacing(4),
    gridTemplateColumns: 'minmax(0, 1fr)',
    paddingBottom: theme.spacing(4),
  }),
  two: css({ gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' }),
  form: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  intro: css({ color: theme.colors.text.secondary, margin: 0 }),
  results: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  heading: css({
    fontSize: theme.typography.body.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    margin: 0,
  }),
});
