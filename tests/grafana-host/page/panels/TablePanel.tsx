import type { PanelProps } from '@grafana/data';
import { Table, type TableSortByFieldState } from '@grafana/ui';

interface Options {
  readonly sortBy?: TableSortByFieldState[];
}

/** Stands in for Grafana's table panel: the first frame. */
export function TablePanel({ data, width, height, options, title }: PanelProps<Options>) {
  const [frame] = data.series;
  if (!frame || frame.length === 0) return <div className="panel-empty">No data</div>;
  const sort = options.sortBy ? { initialSortBy: options.sortBy } : {};
  return <Table ariaLabel={title} data={frame} width={width} height={height} resizable {...sort} />;
}
