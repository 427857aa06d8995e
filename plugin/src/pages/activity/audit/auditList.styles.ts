import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import type { ContentShape } from '../../../hooks/useContentWidth.ts';

/** Columns by the shape of the page: chevron, time, who, what, change, revision. */
const COLUMNS: Readonly<Record<ContentShape, string>> = {
  wide: '32px 140px minmax(96px, 0.7fr) minmax(120px, 1fr) minmax(160px, 2.4fr) 80px',
  medium: '28px 124px minmax(80px, 0.7fr) minmax(96px, 1fr) minmax(120px, 1.8fr) 72px',
  narrow: '32px minmax(0, 1fr) auto',
};

/** The columns of the audit; all else looks as the events do. */
export const getColumns = (_theme: GrafanaTheme2, shape: ContentShape) => css({ gridTemplateColumns: COLUMNS[shape] });
