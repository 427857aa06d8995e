import React from 'react';
import { FilterInput } from '@grafana/ui';
import { useSearchFocus } from '../hooks/useSearchFocus.ts';

interface Props {
  /** What is searched; also its placeholder. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly id?: string;
}

/** The search of a page, one a page: `/` moves the focus here. */
export function SearchInput({ label, value, onChange, id }: Props) {
  return (
    <FilterInput
      ref={useSearchFocus()}
      placeholder={label}
      aria-label={label}
      value={value}
      onChange={onChange}
      {...(id !== undefined && { id })}
    />
  );
}
