import type { AgentEvent } from '@understudy/contract';
import { csvLine } from '../http/csv.ts';

/** Columns of the table: every field of every kind, each once. */
const CSV_COLUMNS = [
  'sequence',
  'at',
  'kind',
  'id',
  'model',
  'servedModel',
  'provider',
  'position',
  'trigger',
  'outcome',
  'route',
  'status',
  'attempts',
  'durationMs',
  'firstTokenMs',
  'inputTokens',
  'outputTokens',
  'estimated',
  'costUsd',
  'client',
  'traceId',
  'api',
  'stream',
  'recorded',
  'error',
  'fromModel',
  'fromProvider',
  'fromPosition',
  'toModel',
  'toProvider',
  'reason',
  'detail',
  'upstreamModel',
  'from',
  'to',
  'nextProbeAt',
  'by',
  'revision',
  'author',
  'summary',
] as const;

type CellValue = string | number | boolean | null | undefined;

function cell(value: CellValue): string | number {
  if (value === null || value === undefined) return '';
  return typeof value === 'number' ? value : String(value);
}

/** The heading, with its line end. */
export const EVENTS_CSV_HEAD = csvLine(CSV_COLUMNS);

/** One event as a line, with its line end. */
export function eventCsvLine(event: AgentEvent): string {
  const fields: Readonly<Record<string, CellValue>> = event;
  return csvLine(CSV_COLUMNS.map((column) => cell(fields[column])));
}
