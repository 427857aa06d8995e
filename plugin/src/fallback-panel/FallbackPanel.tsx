import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import { LoadingState, type GrafanaTheme2, type PanelData, type PanelProps } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { threshold } from '../format/format.ts';
import { chainsUrl, hasApp } from './links.ts';
import type { PanelOptions } from './options/PanelOptions.ts';
import { readOptions } from './options/readOptions.ts';
import { dataColumns, panelLayout, type PanelSize } from './panelLayout.ts';
import type { PanelSettings } from './PanelSettings.ts';
import { refreshDashboard } from './refreshDashboard.ts';
import { readFallbackRows, type FallbackRow } from './rows/index.ts';
import { CopyQuery } from './states/CopyQuery.tsx';
import { NoRates } from './states/NoRates.tsx';
import { PanelMessage } from './states/PanelMessage.tsx';
import { SkeletonRows } from './states/SkeletonRows.tsx';
import { fellBack } from './summaryOf.ts';
import { SummaryBadges } from './SummaryBadges.tsx';
import { ESTIMATED_FOOTNOTE, isEstimated } from './table/costText.ts';
import { FallbackTable } from './table/FallbackTable.tsx';
import { useLastRows } from './useLastRows.ts';
import { usePlace } from './usePlace.ts';

/** Model, fallback, rate, count and cost, from whatever data source. */
export function FallbackPanel({ data, options: stored, width, height, id }: PanelProps<PanelOptions>) {
  const options = useMemo(() => readOptions(stored), [stored]);
  const read = useMemo(() => readFallbackRows(data.series, options.fields), [data.series, options.fields]);
  const { rows: all, problem } = useLastRows(read, data);
  const { quietModels } = options.display;
  const rows = useMemo(() => (quietModels ? all : all.filter(fellBack)), [all, quietModels]);

  if (rows.length > 0) return <Rows rows={rows} options={options} width={width} height={height} />;
  if (all.length > 0) return <NoFallbacks size={{ width, height }} answered />;
  if (data.state === LoadingState.Error) return <Failed data={data} size={{ width, height }} />;
  if (data.state === LoadingState.Loading || data.state === LoadingState.NotStarted) {
    return <SkeletonRows height={height} />;
  }
  if (problem) return <NoRates problem={problem} panelId={id} size={{ width, height }} />;
  return <NoFallbacks size={{ width, height }} answered={false} />;
}

interface RowsProps {
  readonly rows: readonly FallbackRow[];
  readonly options: PanelOptions;
  readonly width: number;
  readonly height: number;
}

/** A list has trends or bars, never both. */
function suiting(rows: readonly FallbackRow[]): PanelSettings['besideRate'] {
  return rows.some(({ trend }) => trend !== undefined) ? 'trend' : 'bar';
}

function useSettings({ rows, options, width, height }: RowsProps): PanelSettings {
  return useMemo(() => {
    const { thresholds, display, columns } = options;
    return {
      layout: panelLayout({ width, height }, dataColumns(rows), options),
      rateThreshold: thresholds.ratePercent / 100,
      costThreshold: thresholds.costMultiplier,
      currency: { display: display.currency, rate: display.currencyRate },
      besideRate: columns.besideRate === 'auto' ? suiting(rows) : columns.besideRate,
      chainsUrl: display.linkToChain && hasApp() ? chainsUrl() : undefined,
    };
  }, [rows, options, width, height]);
}

function Rows(props: RowsProps) {
  const { rows, options, width, height } = props;
  const styles = useStyles2(getStyles);
  const settings = useSettings(props);
  const { layout, rateThreshold, costThreshold } = settings;
  const { sortBy, descending } = options.display;
  return (
    <div className={styles.panel} style={{ width, height }}>
      {layout.badges && <SummaryBadges rows={rows} costThreshold={costThreshold} />}
      <FallbackTable rows={rows} settings={settings} initialSort={{ by: sortBy, descending }} height={height} />
      {layout.footnote && layout.cost && rows.some(isEstimated) && (
        <div className={styles.footnote}>{ESTIMATED_FOOTNOTE}</div>
      )}
      {layout.summary && (
        <div className={styles.footnote}>
          {rows.filter(({ rate = 0 }) => rate > rateThreshold).length} of {rows.length} above {threshold(rateThreshold)}
        </div>
      )}
    </div>
  );
}

function NoFallbacks({ size, answered }: { readonly size: PanelSize; readonly answered: boolean }) {
  const place = usePlace();
  return (
    <PanelMessage
      title="No fallbacks in this range"
      text={
        answered
          ? 'Every request was answered by its primary. Rates appear here once a model falls back.'
          : 'The query found no models in this range. Rates appear here once models are asked.'
      }
      size={size}
    >
      {!answered && place === 'panel-editor' && <CopyQuery />}
    </PanelMessage>
  );
}

function Failed({ data, size }: { readonly data: PanelData; readonly size: PanelSize }) {
  const message = data.errors?.[0]?.message ?? data.errors?.[0]?.data?.message;
  return (
    <PanelMessage title="Cannot read fallback rates" text={message ?? 'The data source gave no reason.'} size={size}>
      <Button variant="secondary" size="sm" icon="sync" onClick={refreshDashboard}>
        Retry
      </Button>
    </PanelMessage>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  panel: css({
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
  }),
  footnote: css({
    flex: 'none',
    paddingTop: theme.spacing(0.75),
    overflow: 'hidden',
    color: theme.colors.text.secondary,
    fontSize: 11,
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  }),
});
