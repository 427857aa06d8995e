import { dateTimeFormat, getDisplayProcessor, getFieldDisplayName, type DataFrame } from '@grafana/data';
import { SeriesTable, useTheme2 } from '@grafana/ui';

interface Props {
  readonly frame: DataFrame;
  /** Index of the value under the pointer, a series each; null = none. */
  readonly dataIdxs: (number | null)[];
  readonly seriesIdx: number | null | undefined;
  readonly isPinned: boolean;
  readonly timeZone: string;
}

/** All series at the time under the pointer. */
export function SeriesTooltip({ frame, dataIdxs, seriesIdx, timeZone }: Props) {
  const theme = useTheme2();
  const [time, ...fields] = frame.fields;
  const at = dataIdxs.find((index) => index !== null) ?? undefined;
  const series = fields.flatMap((field, index) => {
    const row = dataIdxs[index + 1];
    if (row === null || row === undefined) return [];
    const display = field.display ?? getDisplayProcessor({ field, theme });
    const { text, prefix = '', suffix = '', color } = display(field.values[row]);
    const label = getFieldDisplayName(field, frame);
    return [{ label, value: `${prefix}${text}${suffix}`, color: color ?? '', isActive: seriesIdx === index + 1 }];
  });
  const timestamp = at === undefined ? undefined : dateTimeFormat(Number(time?.values[at]), { timeZone });
  return (
    <div style={{ padding: theme.spacing(1) }}>
      <SeriesTable series={series} {...(timestamp === undefined ? {} : { timestamp })} />
    </div>
  );
}
