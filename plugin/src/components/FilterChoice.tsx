import React, { useId } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { MultiCombobox, useStyles2, type ComboboxOption } from '@grafana/ui';

interface Props {
  /** What is chosen, for those who do not see that the field says so itself. */
  readonly label: string;
  /** What stands there while nothing is chosen: "All models". */
  readonly all: string;
  readonly options: readonly ComboboxOption[];
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}

/** A filter of which several values may be chosen; none = all. */
export function FilterChoice({ label, all, options, value, onChange }: Props) {
  const styles = useStyles2(getStyles);
  const labelId = useId();
  // What the address asks for is shown, also where it is no choice any more.
  const unknown = value.filter((chosen) => !options.some((option) => option.value === chosen));
  return (
    <div className={styles.field}>
      <span id={labelId} className="sr-only">
        {label}
      </span>
      <MultiCombobox
        aria-labelledby={labelId}
        placeholder={all}
        options={[...options, ...unknown.map((chosen) => ({ value: chosen, label: chosen }))]}
        value={[...value]}
        onChange={(chosen) => onChange(chosen.map((option) => option.value))}
      />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  field: css({ flex: '1 1 132px', minWidth: 0, maxWidth: 280, [theme.breakpoints.down('sm')]: { maxWidth: 'none' } }),
});
