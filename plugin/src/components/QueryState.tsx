import React, { useContext, type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { UseQueryResult } from '@tanstack/react-query';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { clock } from '../format/format.ts';
import { isOfTheConnection } from '../hooks/useAgentDown.ts';
import { useDelayed } from '../hooks/useDelayed.ts';
import { useFailure, type Failure } from '../hooks/useFailure.ts';
import { PageProblem } from './PageProblem.ts';
import { Failed } from './states/Failed.tsx';
import { surface } from './surface.ts';

/** A skeleton for less than this is a flicker. */
const SKELETON_AFTER_MS = 200;

type Query<T> = Pick<
  UseQueryResult<T>,
  'data' | 'dataUpdatedAt' | 'error' | 'errorUpdatedAt' | 'isSuccess' | 'isError' | 'refetch'
>;

interface Props<T> {
  readonly query: Query<T>;
  /** Shown at the first load, in the page's own grid. */
  readonly skeleton: ReactNode;
  readonly children: (data: T) => ReactNode;
}

/** What was asked, in whatever state it is: still coming, there, there but old, or failed with its cause and remedy. */
export function QueryState<T>({ query, skeleton, children }: Props<T>) {
  const styles = useStyles2(getStyles);
  const failure = useFailure(query);
  const { data } = query;
  const retry = () => void query.refetch();
  if (data === undefined) return failure ? <NoData failure={failure} onRetry={retry} /> : <Soon>{skeleton}</Soon>;
  // The same tree with and without a failure: what is being edited inside must not be mounted anew.
  return (
    <div className={styles.stack}>
      {failure && <Told failure={failure} onRetry={retry} />}
      {failure && (
        <p className={styles.asOf}>
          {t('state.as-of', 'As of {{time}}.', { time: clock(query.dataUpdatedAt, undefined, 's') })}
        </p>
      )}
      {children(data)}
    </div>
  );
}

interface TellProps {
  readonly failure: Failure<Error>;
  readonly onRetry: () => void;
}

/** The failure, unless the page has told it. */
function Told({ failure, onRetry }: TellProps) {
  const told = useContext(PageProblem) && isOfTheConnection(failure.error);
  return told ? null : <Failed failure={failure} onRetry={onRetry} />;
}

function NoData({ failure, onRetry }: TellProps) {
  const styles = useStyles2(getStyles);
  const told = useContext(PageProblem) && isOfTheConnection(failure.error);
  if (!told) return <Failed failure={failure} onRetry={onRetry} />;
  return <p className={styles.nothing}>{t('state.nothing-yet', 'Nothing to show until the agent answers.')}</p>;
}

function Soon({ children }: { readonly children: ReactNode }) {
  return useDelayed(SKELETON_AFTER_MS) ? <>{children}</> : null;
}

const getStyles = (theme: GrafanaTheme2) => ({
  stack: css({ display: 'flex', flex: 1, flexDirection: 'column', gap: theme.spacing(1), minWidth: 0 }),
  asOf: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize, margin: 0 }),
  nothing: css({
    ...surface(theme),
    color: theme.colors.text.secondary,
    margin: 0,
    padding: theme.spacing(3, 2),
    textAlign: 'center',
  }),
});
