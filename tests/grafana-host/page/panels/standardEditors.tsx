import { useEffect, useState, type ComponentType } from 'react';
import type { SelectableValue, StandardEditorProps, StandardEditorsRegistryItem } from '@grafana/data';
import { ColorPicker, Input, MultiSelect, RadioButtonGroup, Select, Slider, Switch, UnitPicker } from '@grafana/ui';

interface ChoiceSettings {
  readonly options?: SelectableValue[];
  readonly allowCustomValue?: boolean;
  readonly isClearable?: boolean;
  readonly getOptions?: (context: StandardEditorProps['context']) => Promise<SelectableValue[]>;
}

interface NumberSettings {
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly integer?: boolean;
  readonly placeholder?: string;
}

function TextEditor({
  id,
  value,
  onChange,
  item,
}: StandardEditorProps<string, { placeholder?: string; maxLength?: number }>) {
  return (
    <Input
      id={id}
      defaultValue={value}
      placeholder={item.settings?.placeholder}
      maxLength={item.settings?.maxLength}
      onBlur={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}

function NumberEditor({ id, value, onChange, item }: StandardEditorProps<number, NumberSettings>) {
  const { min, max, step, placeholder } = item.settings ?? {};
  const save = (text: string): void => {
    const number = Number(text);
    if (text === '' || Number.isNaN(number)) onChange(undefined);
    else onChange(Math.min(max ?? number, Math.max(min ?? number, number)));
  };
  return (
    <Input
      id={id}
      type="number"
      defaultValue={value}
      min={min}
      max={max}
      step={step}
      placeholder={placeholder}
      onBlur={(event) => save(event.currentTarget.value)}
    />
  );
}

function SliderEditor({ id, value, onChange, item }: StandardEditorProps<number, NumberSettings>) {
  const { min = 0, max = 100, step = 1 } = item.settings ?? {};
  return <Slider inputId={id ?? ''} value={value} min={min} max={max} step={step} onChange={onChange} />;
}

function SwitchEditor({ id, value, onChange }: StandardEditorProps<boolean>) {
  return <Switch id={id} value={value} onChange={(event) => onChange(event.currentTarget.checked)} />;
}

function useChoices({
  item,
  context,
}: Pick<StandardEditorProps<unknown, ChoiceSettings>, 'item' | 'context'>): SelectableValue[] {
  const [choices, setChoices] = useState<SelectableValue[]>(item.settings?.options ?? []);
  const { settings } = item;
  useEffect(() => {
    settings?.getOptions?.(context).then(setChoices, () => setChoices([]));
  }, [settings, context]);
  return choices;
}

function SelectEditor(props: StandardEditorProps<string | number | undefined, ChoiceSettings>) {
  const { id, value, onChange, item } = props;
  const { allowCustomValue = false, isClearable = false } = item.settings ?? {};
  const choices = useChoices(props);
  const chosen =
    choices.find((choice) => choice.value === value) ?? (value === undefined ? null : { value, label: String(value) });
  return (
    <Select
      inputId={id}
      value={chosen}
      options={choices}
      allowCustomValue={allowCustomValue}
      isClearable={isClearable}
      onChange={(choice: SelectableValue<string | number> | null) => onChange(choice?.value)}
    />
  );
}

function MultiSelectEditor(props: StandardEditorProps<unknown[], ChoiceSettings>) {
  const { id, value, onChange } = props;
  return (
    <MultiSelect
      inputId={id}
      value={value}
      options={useChoices(props)}
      onChange={(chosen) => onChange(chosen.map((choice) => choice.value as unknown))}
    />
  );
}

function RadioEditor({ id, value, onChange, item }: StandardEditorProps<unknown, ChoiceSettings>) {
  return <RadioButtonGroup id={id} value={value} options={item.settings?.options ?? []} onChange={onChange} />;
}

function ColorEditor({ value, onChange }: StandardEditorProps<string>) {
  return <ColorPicker color={value} onChange={onChange} />;
}

function UnitEditor({ value, onChange }: StandardEditorProps<string>) {
  return <UnitPicker value={value} onChange={onChange} />;
}

/** Kinds that no panel here asks for: present, as a panel that names an unknown kind does not load. */
const WITHOUT_EDITOR = [
  'actions',
  'dashboard-uid',
  'field-name',
  'fieldColor',
  'links',
  'mappings',
  'stats-picker',
  'strings',
  'thresholds',
  'timezone',
];

const EDITORS: Readonly<Record<string, ComponentType<StandardEditorProps>>> = {
  text: TextEditor,
  number: NumberEditor,
  slider: SliderEditor,
  boolean: SwitchEditor,
  select: SelectEditor,
  'multi-select': MultiSelectEditor,
  radio: RadioEditor,
  color: ColorEditor,
  unit: UnitEditor,
  ...Object.fromEntries(WITHOUT_EDITOR.map((id) => [id, () => null])),
};

/** Editors of options by their kind. */
export function standardEditors(): StandardEditorsRegistryItem[] {
  return Object.entries(EDITORS).map(([id, editor]) => ({ id, name: id, editor }));
}
