import { css } from '@emotion/css';
import type { FieldDisplay, GrafanaTheme2, PanelProps } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { fieldValues, type ReduceOptions } from './fieldValues.ts';

function textOf({ display }: FieldDisplay): string {
  return `${display.prefix ?? ''}${display.text}${display.suffix ?? ''}`;
}

/** Stands in for Grafana's bar chart and bar gauge: a bar a value, longest first as given. */
export function BarsPanel(props: PanelProps<ReduceOptions>) {
  const styles = useStyles2(getStyles);
  const values = fieldValues(props);
  const largest = Math.max(...values.map(({ display }) => display.numeric), Number.EPSILON);
  return (
    <ul className={styles.list} style={{ width: props.width, height: props.height }}>
      {values.map((value, index) => (
        <li key={index} className={styles.row}>
          <span className={styles.name}>{value.display.title}</span>
          <span className={styles.track}>
            <span
              className={styles.bar}
              style={{ width: `${(100 * value.display.numeric) / largest}%`, background: value.display.color }}
            />
          </span>
          <span className={styles.value}>{textOf(value)}</span>
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', overflow: 'auto', display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5) }),
  row: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(80px, 30%) 1fr 72px',
    gap: theme.spacing(1),
    alignItems: 'center',
    ...theme.typography.bodySmall,
  }),
  name: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  track: css({ height: 16, background: theme.colors.background.secondary, borderRadius: theme.shape.radius.default }),
  bar: css({ display: 'block', height: '100%', borderRadius: theme.shape.radius.default }),
  value: css({ textAlign: 'right', fontVariantNumeric: 'tabular-nums' }),
});
