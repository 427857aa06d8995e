import React, { useCallback, useEffect, useRef, type KeyboardEvent } from 'react';
import { Combobox, type ComboboxOption } from '@grafana/ui';

interface Props {
  /** Id of what names it. */
  readonly labelledBy: string;
  readonly placeholder: string;
  /** What a search finds, the best first. An `infoOption` is listed and is no choice. */
  readonly find: (search: string) => ComboboxOption[];
  /** Takes the focus when it appears. */
  readonly focused: boolean;
  readonly loading?: boolean;
  readonly onChoose: (option: ComboboxOption) => void;
}

/**
 * A search for one model. Grafana's list follows the typed text with a delay, and Enter takes what the list shows by then: here
 * it takes what the typed text finds, also where the list is not there yet.
 */
export function ModelCombobox({ labelledBy, placeholder, find, focused, loading = false, onChoose }: Props) {
  const box = useRef<HTMLDivElement>(null);
  /** What stood in the field when Enter was pressed; undefined = the choice is made otherwise. */
  const entered = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (focused) box.current?.querySelector('input')?.focus();
  }, [focused]);
  const options = useCallback((search: string) => Promise.resolve(find(search)), [find]);
  const note = (event: KeyboardEvent): void => {
    const typed = event.target instanceof HTMLInputElement ? event.target.value : '';
    entered.current = event.key === 'Enter' ? typed : undefined;
    if (event.key === 'Enter' && find(typed).length === 0) event.stopPropagation();
  };
  const choose = (option: ComboboxOption): void => {
    const search = entered.current;
    entered.current = undefined;
    if (search === undefined) {
      onChoose(option);
      return;
    }
    const found = find(search);
    const meant = found.find(({ value }) => value === option.value) ?? found[0];
    if (meant) onChoose(meant);
  };
  return (
    <div ref={box} onKeyDownCapture={note} onMouseDownCapture={() => (entered.current = undefined)}>
      <Combobox
        aria-labelledby={labelledBy}
        options={options}
        loading={loading}
        value={null}
        placeholder={placeholder}
        onChange={choose}
      />
    </div>
  );
}
