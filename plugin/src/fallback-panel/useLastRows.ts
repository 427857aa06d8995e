import { useState } from 'react';
import { LoadingState, type PanelData } from '@grafana/data';
import type { FallbackRows } from './rows/index.ts';

interface Kept {
  readonly read: FallbackRows;
  /** The time range as it was asked for. */
  readonly range: string;
}

function rangeOf({ timeRange }: PanelData): string {
  const { from, to } = timeRange.raw;
  return `${from.valueOf()} ${to.valueOf()}`;
}

/** What was read, or, while a refresh of the same time range fails or is under way without data, what was read before. */
export function useLastRows(read: FallbackRows, data: PanelData): FallbackRows {
  const [kept, setKept] = useState<Kept>();
  const range = rangeOf(data);
  const { state } = data;
  if (read.rows.length > 0) {
    if (kept?.read !== read || kept.range !== range) setKept({ read, range });
    return read;
  }
  const withoutAnswer = state === LoadingState.Error || state === LoadingState.Loading;
  return withoutAnswer && kept?.range === range ? kept.read : read;
}
