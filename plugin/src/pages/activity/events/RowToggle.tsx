import React from 'react';
import { IconButton } from '@grafana/ui';

interface Props {
  readonly open: boolean;
  /** What is opened, with the row's name. */
  readonly label: string;
  /** Id of what is shown when it is open. */
  readonly controls: string;
  readonly onToggle: () => void;
}

/** The chevron at the beginning of a row that opens in place. */
export function RowToggle({ open, label, controls, onToggle }: Props) {
  return (
    <IconButton
      name={open ? 'angle-down' : 'angle-right'}
      size="lg"
      aria-label={label}
      aria-expanded={open}
      aria-controls={open ? controls : undefined}
      onClick={onToggle}
    />
  );
}
