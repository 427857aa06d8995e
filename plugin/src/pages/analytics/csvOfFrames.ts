import { FieldType, getFieldDisplayName, type DataFrame, type Field } from '@grafana/data';

/** What one panel shows. */
export interface PanelFrames {
  readonly title: string;
  readonly frames: readonly DataFrame[];
}

/** A cell that a spreadsheet would run as a formula begins with '. */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function timeOf(times: Field | undefined, index: number): string {
  const at: unknown = times?.values[index];
  return typeof at === 'number' ? new Date(at).toISOString() : '';
}

function rowsOf(title: string, frame: DataFrame, all: DataFrame[]): string[] {
  const times = frame.fields.find(({ type }) => type === FieldType.time);
  return frame.fields
    .filter(({ type }) => type === FieldType.number)
    .flatMap((field) => {
      const name = getFieldDisplayName(field, frame, all);
      return Array.from<unknown>(field.values).map((value, index) => {
        const figure = typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
        return [cell(title), cell(name), timeOf(times, index), figure].join(',');
      });
    });
}

/** One table of all panels: panel, series, time, value. */
export function csvOfFrames(panels: readonly PanelFrames[]): string {
  const rows = panels.flatMap(({ title, frames }) => frames.flatMap((frame) => rowsOf(title, frame, [...frames])));
  return `${['panel,series,time,value', ...rows].join('\r\n')}\r\n`;
}
