import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import type { SortKey } from '../options/PanelOptions.ts';
import type { Sort } from './sortRows.ts';

interface Props {
  readonly label: string;
  readonly by: SortKey;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  /** Numbers stand right, and so does their header. */
  readonly numeric?: boolean;
}

/** A header that sorts: by its column, then the other way round. */
export function HeaderCell({ label, by, sort, onSort, numeric = false }: Props) {
  const styles = useStyles2(getStyles);
  const active = sort.by === by;
  const descending = active ? !sort.descending : numeric;
  const order = sort.descending ? 'descending' : 'ascending';
  return (
    <th scope="col" aria-sort={active ? order : 'none'}>
      <button
        type="button"
        className={cx(styles.button, numeric && styles.numeric)}
        onClick={() => onSort({ by, descending })}
      >
        <span className={styles.label}>{label}</span>
        {active && <Icon name={sort.descending ? 'angle-down' : 'angle-up'} size="sm" />}
      </button>
    </th>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  button: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.25),
    width: '100%',
    height: '100%',
    padding: 0,
    border: 0,
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    whiteSpace: 'nowrap',
    '&:hover': {
      color: theme.colors.text.primary,
    },
    '&:focus-visible': {
      outline: `2px solid ${theme.colors.primary.main}`,
      outlineOffset: -2,
      boxShadow: 'none',
    },
  }),
  label: css({
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  }),
  numeric: css({
    // The arrow stands left, so that header and numbers end at the same line.
    flexDirection: 'row-reverse',
  }),
});
