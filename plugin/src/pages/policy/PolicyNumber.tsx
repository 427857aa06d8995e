import React, { useId } from 'react';
import { NumberField } from '../../components/NumberField.tsx';
import { ChangedDot } from './ChangedDot.tsx';
import type { PolicyChange } from './policyChanges.ts';
import type { PolicyEdit } from './policyEdit.ts';
import { PolicyEntry } from './PolicyEntry.tsx';
import { toDocument, toForm, type PolicyField } from './policyFields.ts';

interface Props<Name extends string> {
  readonly field: PolicyField<Name>;
  /** In the document's unit. */
  readonly value: number;
  readonly changes: readonly PolicyChange[];
  /** The edit that sets the field, to a value of the document's unit. */
  readonly edit: (value: number) => PolicyEdit;
  /** Absent = to be looked at only. */
  readonly onEdit?: ((edit: PolicyEdit) => void) | undefined;
}

/** One number of a card. */
export function PolicyNumber<Name extends string>({ field, value, changes, edit, onEdit }: Props<Name>) {
  const id = useId();
  const shown = toForm(field, value);
  if (!onEdit) {
    const unit = field.range.unit === undefined ? '' : ` ${field.range.unit}`;
    return <PolicyEntry label={field.label}>{`${shown}${unit}`}</PolicyEntry>;
  }
  return (
    <PolicyEntry
      label={field.label}
      controlId={id}
      mark={<ChangedDot changes={changes} name={field.label} onEdit={onEdit} />}
    >
      <NumberField
        id={id}
        value={shown}
        range={field.range}
        width={16}
        onChange={(next) => onEdit(edit(toDocument(field, next)))}
      />
    </PolicyEntry>
  );
}
