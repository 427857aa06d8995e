import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';

interface Props {
  readonly count: number;
  /** There are more than were counted. */
  readonly full: boolean;
  readonly onShow: () => void;
}

/** "12 new events": they wait until somebody wants them, so that nothing moves under the eye. */
export function NewEventsPill({ count, full, onShow }: Props) {
  const styles = useStyles2(getStyles);
  if (count === 0) return null;
  return (
    <div className={styles.bar}>
      <Button size="sm" variant="secondary" icon="arrow-up" onClick={onShow}>
        {full
          ? t('activity.new-many', '{{count}}+ new events', { count })
          : t('activity.new', '{{count}} new events', { count, defaultValue_one: '{{count}} new event' })}
      </Button>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ display: 'flex', justifyContent: 'center', marginBottom: theme.spacing(1) }),
});
