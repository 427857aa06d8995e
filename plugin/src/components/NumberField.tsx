import React, { useId, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Input, useStyles2 } from '@grafana/ui';

/** What a number may be, in the unit that the form shows. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  /** What an arrow key adds; default 1. */
  readonly step?: number;
  /** Digits behind the point that are always shown; default none. */
  readonly digits?: number;
  /** Shown behind the number. */
  readonly unit?: string;
}

interface Props {
  readonly value: number;
  readonly range: NumberRange;
  readonly onChange: (value: number) => void;
  /** Name for screen readers where no `Field` gives one. */
  readonly label?: string;
  readonly id?: string;
  readonly width?: number;
  readonly disabled?: boolean;
}

function decimals(step: number): number {
  return step >= 1 ? 0 : String(step).length - 2;
}

/** The nearest value that the range allows. */
function nearest(value: number, { min, max, step = 1 }: NumberRange): number {
  const stepped = step >= 1 ? Math.round(value) : Number(value.toFixed(decimals(step)));
  return Math.min(max, Math.max(min, stepped));
}

/** `2.0` where a digit is always shown, else as short as the number is. */
function shown(value: number, { digits }: NumberRange): string {
  return digits === undefined ? String(value) : value.toFixed(digits);
}

function correction(asked: number, { min, max }: NumberRange): string | undefined {
  if (Number.isNaN(asked)) return t('number.not-a-number', 'Not a number: kept as it was.');
  if (asked > max) return t('number.at-most', 'At most {{- max}}.', { max });
  return asked < min ? t('number.at-least', 'At least {{- min}}.', { min }) : undefined;
}

/** A number that is put right when the field is left, and says so. */
export function NumberField({ value, range, onChange, label, id, width, disabled = false }: Props) {
  const styles = useStyles2(getStyles);
  const noteId = useId();
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const [note, setNote] = useState<string | undefined>(undefined);

  const type = (text: string) => {
    setTyped(text);
    setNote(undefined);
    const number = Number(text);
    // What is fine as it stands counts at once, so that a preview follows the typing.
    if (text.trim() !== '' && nearest(number, range) === number) onChange(number);
  };
  const leave = () => {
    if (typed === undefined) return;
    const number = typed.trim() === '' ? Number.NaN : Number(typed);
    setNote(correction(number, range));
    setTyped(undefined);
    if (!Number.isNaN(number)) onChange(nearest(number, range));
  };

  return (
    <div>
      <Input
        type="number"
        className={styles.input}
        value={typed ?? shown(value, range)}
        min={range.min}
        max={range.max}
        step={range.step ?? 1}
        suffix={range.unit}
        disabled={disabled}
        aria-describedby={note === undefined ? undefined : noteId}
        onChange={(event) => type(event.currentTarget.value)}
        onBlur={leave}
        {...(id === undefined ? {} : { id })}
        {...(width === undefined ? {} : { width })}
        {...(label === undefined ? {} : { 'aria-label': label })}
      />
      <div id={noteId} role="status" className={styles.note}>
        {note}
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  input: css({ input: { fontVariantNumeric: 'tabular-nums', textAlign: 'right' } }),
  note: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    '&:empty': { display: 'none' },
  }),
});
