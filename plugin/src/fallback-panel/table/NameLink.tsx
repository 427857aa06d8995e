import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { DataLinksContextMenu, useStyles2 } from '@grafana/ui';
import { dataLinks } from '../links.ts';
import type { FallbackRow } from '../rows/index.ts';

interface Props {
  readonly row: FallbackRow;
  /** Where a row without data links leads, up to its model's name. */
  readonly chainsUrl: string | undefined;
  readonly children: ReactNode;
}

/** Leads from anywhere on a row to where its data links lead, else to the model's chain. */
export function NameLink({ row, chainsUrl, children }: Props) {
  const styles = useStyles2(getStyles);
  const links = dataLinks(row);
  const [only] = links;
  if (links.length > 1) {
    return (
      <DataLinksContextMenu links={() => links}>
        {({ openMenu }) => (
          <button type="button" aria-haspopup="menu" className={styles.link} onClick={openMenu}>
            {children}
          </button>
        )}
      </DataLinksContextMenu>
    );
  }
  if (only) {
    return (
      <a href={only.href} target={only.target} rel="noreferrer" onClick={only.onClick} className={styles.link}>
        {children}
      </a>
    );
  }
  if (chainsUrl === undefined) return <>{children}</>;
  return (
    <a href={chainsUrl + encodeURIComponent(row.model)} className={styles.link}>
      {children}
    </a>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  link: css({
    padding: 0,
    border: 0,
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    // The whole row is the target; its cells lie below.
    '&::after': {
      content: '""',
      position: 'absolute',
      inset: 0,
    },
    '&:hover': {
      textDecoration: 'underline',
    },
    '&:focus-visible': {
      outline: 'none',
      boxShadow: 'none',
    },
    '&:focus-visible::after': {
      outline: `2px solid ${theme.colors.primary.main}`,
      outlineOffset: -2,
    },
  }),
});
