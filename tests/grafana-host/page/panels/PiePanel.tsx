import { css } from '@emotion/css';
import type { GrafanaTheme2, PanelProps } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { fieldValues, type ReduceOptions } from './fieldValues.ts';

interface Slice {
  readonly title: string;
  readonly share: number;
  readonly color: string;
  readonly path: string;
}

const RADIUS = 50;

function point(share: number): string {
  const angle = 2 * Math.PI * share;
  return `${RADIUS * Math.sin(angle)} ${-RADIUS * Math.cos(angle)}`;
}

function slicesOf(props: PanelProps<ReduceOptions>): Slice[] {
  const values = fieldValues(props).filter(({ display }) => display.numeric > 0);
  const sum = values.reduce((all, { display }) => all + display.numeric, 0);
  let start = 0;
  return values.map(({ display }) => {
    // A whole circle has no arc that begins where it ends.
    const share = Math.min(display.numeric / sum, 0.9999);
    const path = `M 0 0 L ${point(start)} A ${RADIUS} ${RADIUS} 0 ${share > 0.5 ? 1 : 0} 1 ${point(start + share)} Z`;
    start += share;
    return { title: display.title ?? '', share, color: display.color ?? 'currentColor', path };
  });
}

/** Stands in for Grafana's pie chart. */
export function PiePanel(props: PanelProps<ReduceOptions>) {
  const styles = useStyles2(getStyles);
  const slices = slicesOf(props);
  const size = Math.min(props.height, props.width / 2);
  if (slices.length === 0) return <div className="panel-empty">No data</div>;
  return (
    <div className={styles.panel} style={{ width: props.width, height: props.height }}>
      <svg width={size} height={size} viewBox="-52 -52 104 104" role="img" aria-label="Shares">
        {slices.map(({ title, color, path }) => (
          <path key={title} d={path} fill={color} />
        ))}
      </svg>
      <ul className={styles.legend}>
        {slices.map(({ title, share, color }) => (
          <li key={title}>
            <span className={styles.dot} style={{ background: color }} />
            {title} <span className={styles.share}>{Math.round(share * 100)}%</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  panel: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(2), overflow: 'hidden' }),
  legend: css({ listStyle: 'none', overflow: 'auto', maxHeight: '100%', ...theme.typography.bodySmall }),
  dot: css({
    display: 'inline-block',
    width: 14,
    height: 4,
    marginRight: theme.spacing(1),
    borderRadius: theme.shape.radius.pill,
    verticalAlign: 'middle',
  }),
  share: css({ color: theme.colors.text.secondary }),
});
