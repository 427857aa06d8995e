import React, { useId, useState } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import { surface } from '../../../components/surface.ts';
import { recordingWords } from '../alertWords.ts';
import type { RecordingState, RecordingView } from '../rules/recordingViews.ts';
import { CodeBlock } from './CodeBlock.tsx';

interface Props {
  readonly views: readonly RecordingView[];
  /** Opens the rule file, which is what Prometheus needs. */
  readonly onFile: () => void;
}

const BAD: ReadonlySet<RecordingState> = new Set(['missing', 'outdated']);

function summaryOf(views: readonly RecordingView[]): string {
  const all = views.length;
  const missing = views.filter(({ state }) => state === 'missing').length;
  if (missing > 0) {
    return t('alerts.recording.some-missing', '{{- missing}} of {{- all}} not recorded', { missing, all });
  }
  if (views.some(({ state }) => state === 'outdated')) {
    return t('alerts.recording.some-outdated', 'another version of some is recorded');
  }
  if (views.some(({ state }) => state === 'unknown')) {
    return t('alerts.recording.not-known', 'not known whether recorded');
  }
  return t('alerts.recording.all', 'all {{- all}} evaluated', { all });
}

function Rules({ views }: Pick<Props, 'views'>) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.list}>
      {views.map(({ rule: { record, expr }, state }) => (
        <li key={record} className={styles.item}>
          <div className={styles.line}>
            <code className={styles.record}>{record}</code>
            <span className={cx(styles.state, BAD.has(state) && styles.warning)}>{recordingWords(state)}</span>
          </div>
          <CodeBlock label={t('alerts.expression-of', 'Expression of {{- rule}}', { rule: record })} text={expr} />
        </li>
      ))}
    </ul>
  );
}

/** The recorded series that the rules read, folded, with whether Prometheus records them. */
export function RecordingRules({ views, onFile }: Props) {
  const styles = useStyles2(getStyles);
  const [open, setOpen] = useState(false);
  const id = useId();
  const bad = views.some(({ state }) => BAD.has(state));
  return (
    <section className={styles.surface} aria-label={t('alerts.recording.title', 'Recording rules')}>
      <div className={styles.head}>
        <h2 className={styles.heading}>
          <button
            type="button"
            className={styles.toggle}
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            onClick={() => setOpen(!open)}
          >
            <Icon name={open ? 'angle-down' : 'angle-right'} aria-hidden />
            {t('alerts.recording.title', 'Recording rules')}
          </button>
        </h2>
        <span className={cx(styles.state, bad && styles.warning)}>
          {bad && <Icon name="exclamation-triangle" size="sm" aria-hidden />} {summaryOf(views)}
        </span>
        {bad && (
          <Button variant="secondary" size="sm" onClick={onFile}>
            {t('alerts.file.button', 'Rule file')}
          </Button>
        )}
      </div>
      {open && (
        <div id={id}>
          <Rules views={views} />
        </div>
      )}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  surface: css({
    ...surface(theme),
    minWidth: 0,
  }),
  head: css({
    alignItems: 'center',
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    minHeight: 50,
    padding: theme.spacing(0.75, 2),
  }),
  heading: css({ ...theme.typography.h5, margin: 0 }),
  toggle: css({
    alignItems: 'center',
    background: 'none',
    border: 'none',
    borderRadius: theme.shape.radius.default,
    display: 'flex',
    gap: theme.spacing(0.5),
    margin: theme.spacing(0, 0, 0, -0.5),
    minHeight: 32,
    padding: theme.spacing(0, 0.5),
  }),
  list: css({ listStyle: 'none', margin: 0 }),
  item: css({
    borderTop: `1px solid ${theme.colors.border.weak}`,
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    padding: theme.spacing(1.5, 2),
  }),
  line: css({ alignItems: 'baseline', display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5, 2) }),
  record: css({ background: 'none', border: 'none', margin: 0, overflowWrap: 'anywhere', padding: 0 }),
  state: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  warning: css({ color: theme.colors.warning.text }),
});
