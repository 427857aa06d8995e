import React, { type ReactNode } from 'react';
import { useLocation } from 'react-router-dom';
import { css } from '@emotion/css';
import type { DrillFailure } from '@understudy/contract';
import type { GrafanaTheme2 } from '@grafana/data';
import { Trans } from '@grafana/i18n';
import { TextLink, useStyles2 } from '@grafana/ui';
import { chainUrl } from '../../../components/chainUrl.ts';
import { drillSearch } from '../../../components/drill/openDrill.ts';
import { useMay } from '../../../hooks/useMay.ts';

interface Props {
  /** The requested model. */
  readonly model: string;
  /** The failure that a test would play; absent = none does. */
  readonly failure: DrillFailure | undefined;
  /** Facts before the links. */
  readonly children?: ReactNode;
}

/** What else there is to know of an opened row, and where to go on. */
export function DetailFoot({ model, failure, children }: Props) {
  const styles = useStyles2(getStyles);
  const { pathname, search } = useLocation();
  const mayTest = useMay('editor');
  return (
    <div className={styles.foot}>
      {children}
      <TextLink href={chainUrl(model)} variant="bodySmall">
        <Trans i18nKey="activity.open-chain">Open chain</Trans>
      </TextLink>
      {failure && mayTest && (
        <TextLink href={`${pathname}${drillSearch(search, model, failure)}`} variant="bodySmall">
          <Trans i18nKey="activity.test-failure">Test this failure</Trans>
        </TextLink>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  foot: css({
    ...theme.typography.bodySmall,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0.5, 3),
    marginTop: theme.spacing(1.5),
    color: theme.colors.text.secondary,
  }),
});
