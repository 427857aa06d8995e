import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { IconButton, useStyles2 } from '@grafana/ui';
import { surface } from '../../../components/surface.ts';
import { RequestDetail } from './RequestDetail.tsx';

interface Props {
  readonly id: string;
  readonly onClose: () => void;
}

/** The request that a link asked for, where the list does not hold it. */
export function PinnedEvent({ id, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const title = t('activity.pinned', 'Request {{- id}}', { id });
  return (
    <section className={styles.surface} aria-label={title}>
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        <IconButton name="times" size="lg" tooltip={t('activity.close', 'Close')} onClick={onClose} />
      </div>
      <RequestDetail id={id} />
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  surface: css({
    marginBottom: theme.spacing(2),
    padding: theme.spacing(1.5, 2, 2),
    ...surface(theme),
  }),
  head: css({ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: theme.spacing(1) }),
  title: css({ ...theme.typography.h5, margin: 0, overflowWrap: 'anywhere' }),
});
