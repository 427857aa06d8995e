import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import type { OverviewView } from './useOverviewView.ts';

interface Props {
  readonly view: Pick<OverviewView, 'search' | 'onlyAbove'>;
  readonly onClear: () => void;
}

/** The filters leave nothing. */
export function NoMatch({ view: { search, onlyAbove }, onClear }: Props) {
  const styles = useStyles2(getStyles);
  const filtered = search !== '' || onlyAbove;
  const words = search
    ? t('overview.no-match', 'No model matches “{{- search}}”.', { search })
    : t('overview.none-above', 'No model is above the thresholds.');
  return (
    <div className={styles}>
      <p>{filtered ? words : t('overview.no-models', 'No model was asked for in this time.')}</p>
      {filtered && (
        <Button variant="secondary" size="sm" onClick={onClear}>
          {t('overview.clear', 'Clear filters')}
        </Button>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    alignItems: 'center',
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    padding: theme.spacing(5, 2),
  });
