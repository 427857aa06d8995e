import { listAudit, type AuditEntry } from '@understudy/contract';
import type { AuditLog } from '../../store/index.ts';
import { csvTable } from '../http/csv.ts';
import { EndpointRouter, type HandlerInput } from '../http/endpointRouter.ts';
import { anyOf } from '../reading/anyOf.ts';

const CSV_COLUMNS = [
  'id',
  'at',
  'author',
  'token',
  'role',
  'action',
  'target',
  'outcome',
  'status',
  'detail',
  'revision',
  'changes',
  'instance',
] as const satisfies readonly (keyof AuditEntry)[];

/** Text of a cell: lists with semicolons, nothing for null and what the entry has not. */
function cell(value: AuditEntry[keyof AuditEntry]): string | number {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? value.join('; ') : value;
}

function filterOf({ author, outcome, action, target, from, to }: HandlerInput<typeof listAudit>['query']) {
  const since = from === undefined ? -Infinity : Date.parse(from);
  const until = to === undefined ? Infinity : Date.parse(to);
  const authors = author === undefined ? null : anyOf(author);
  const actions = action === undefined ? null : anyOf(action);
  return (entry: AuditEntry): boolean => {
    const at = Date.parse(entry.at);
    return (
      (authors === null || authors.includes(entry.author)) &&
      (outcome === undefined || entry.outcome === outcome) &&
      (actions === null || actions.includes(entry.action)) &&
      (target === undefined || entry.target === target) &&
      at >= since &&
      at < until
    );
  };
}

/** `audit`: read, never written to. */
export function auditRoutes(log: Pick<AuditLog, 'find'>): EndpointRouter {
  return new EndpointRouter().on(listAudit, async ({ query, request }) => {
    const { cursor, limit = 100 } = query;
    const { entries, next } = await log.find({ matches: filterOf(query), cursor, limit });
    const type = request.accepts(['application/json', 'text/csv']);
    if (type !== 'text/csv') return { body: { items: [...entries], next } };
    const text = csvTable(
      CSV_COLUMNS,
      entries.map((entry) => CSV_COLUMNS.map((column) => cell(entry[column]))),
    );
    const headers = { 'content-disposition': 'attachment; filename="understudy-audit.csv"' };
    return {
      text,
      contentType: 'text/csv; charset=utf-8',
      headers: next === null ? headers : { ...headers, link: `<?cursor=${next}>; rel="next"` },
    };
  });
}
