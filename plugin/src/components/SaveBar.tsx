import React, { useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, ConfirmModal, Icon, useStyles2 } from '@grafana/ui';
import { useAgentName, useSharedGroup } from '../hooks/useAgentStatus.ts';
import { useSaveHotkey } from '../hooks/useSaveHotkey.ts';

/** From so many changes on, throwing them away asks first. */
const ASK_FROM = 3;

interface Props {
  /** How many unsaved changes; 0 = no bar. */
  readonly changes: number;
  readonly warnings: number;
  readonly onDiscard: () => void;
  readonly onReview: () => void;
  /** Why there is nothing to review yet, such as a refusal. */
  readonly disabledReason?: string | undefined;
}

/** Footer of a page that edits, there only while something is unsaved. Ctrl+S opens the review. */
export function SaveBar(props: Props) {
  return props.changes === 0 ? null : <Bar {...props} />;
}

function Bar({ changes, warnings, onDiscard, onReview, disabledReason }: Props) {
  const styles = useStyles2(getStyles);
  const [asking, setAsking] = useState(false);
  useSaveHotkey(disabledReason === undefined ? onReview : undefined);
  return (
    <footer className={styles.bar} role="region" aria-label={t('save-bar.region', 'Unsaved changes')}>
      <Facts changes={changes} warnings={warnings} />
      <div className={styles.buttons}>
        <Button variant="secondary" fill="text" onClick={() => (changes >= ASK_FROM ? setAsking(true) : onDiscard())}>
          {t('save-bar.discard', 'Discard')}
        </Button>
        <Button onClick={onReview} disabled={disabledReason !== undefined} tooltip={disabledReason}>
          {t('save-bar.review', 'Review changes')}
        </Button>
      </div>
      <ConfirmModal
        isOpen={asking}
        title={t('save-bar.discard-title', 'Discard {{count}} changes?', { count: changes })}
        body={t('save-bar.discard-body', 'They are not saved anywhere.')}
        confirmText={t('save-bar.discard', 'Discard')}
        dismissText={t('save-bar.keep', 'Keep editing')}
        onConfirm={() => {
          setAsking(false);
          onDiscard();
        }}
        onDismiss={() => setAsking(false)}
      />
    </footer>
  );
}

function Facts({ changes, warnings }: Pick<Props, 'changes' | 'warnings'>) {
  const styles = useStyles2(getStyles);
  const agent = useAgentName();
  const group = useSharedGroup();
  return (
    <div className={styles.facts}>
      <span className={styles.count} role="status">
        {changes === 1
          ? t('save-bar.change', '1 unsaved change')
          : t('save-bar.changes', '{{changes}} unsaved changes', { changes })}
      </span>
      {warnings > 0 && (
        <span className={styles.warnings}>
          <Icon name="exclamation-triangle" size="sm" />{' '}
          {warnings === 1
            ? t('save-bar.warning', '1 warning')
            : t('save-bar.warnings', '{{warnings}} warnings', { warnings })}
        </span>
      )}
      <span className={styles.agent}>
        {group !== undefined && t('save-bar.group', 'Changes every agent of the group {{- group}}', { group })}
        {group === undefined && agent === undefined && t('save-bar.this-agent', 'Changes this agent')}
        {group === undefined &&
          agent !== undefined &&
          t('save-bar.agent', 'Changes this agent, {{- agent}}', { agent })}
      </span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    alignItems: 'center',
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.medium}`,
    borderBottom: 'none',
    borderRadius: `${theme.shape.radius.default} ${theme.shape.radius.default} 0 0`,
    bottom: 0,
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 2),
    justifyContent: 'space-between',
    // To the end of the page, however little stands above.
    marginTop: 'auto',
    padding: theme.spacing(1.25, 2),
    position: 'sticky',
    zIndex: theme.zIndex.navbarFixed - 1,
  }),
  facts: css({ alignItems: 'baseline', columnGap: theme.spacing(2), display: 'flex', flexWrap: 'wrap' }),
  count: css({ fontVariantNumeric: 'tabular-nums', fontWeight: theme.typography.fontWeightMedium }),
  warnings: css({ color: theme.colors.warning.text, whiteSpace: 'nowrap' }),
  agent: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  buttons: css({ display: 'flex', gap: theme.spacing(1), marginLeft: 'auto' }),
});
