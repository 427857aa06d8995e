import React from 'react';
import { Icon, useTheme2 } from '@grafana/ui';
import { css } from '@emotion/css';
import { outcomeName, outcomeOf } from './eventWords.ts';

/** How it ended: grey, but red with a cross where it failed. */
export function OutcomeCell({ outcome }: { readonly outcome: string }) {
  const theme = useTheme2();
  const shown = outcomeOf(outcome);
  if (shown !== 'failed') {
    return <span className={css({ color: theme.colors.text.secondary })}>{outcomeName(shown)}</span>;
  }
  return (
    <span className={css({ color: theme.colors.error.text, fontWeight: theme.typography.fontWeightMedium })}>
      <Icon name="times" size="sm" /> {outcomeName(shown)}
    </span>
  );
}
