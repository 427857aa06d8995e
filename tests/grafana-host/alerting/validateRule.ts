import { ApiProblem } from './ApiProblem.ts';
import type { HostRule } from './hostRule.ts';

const UID = /^[a-zA-Z0-9_-]+$/;
const MAX_UID = 40;
const MAX_TITLE = 190;
const NO_DATA = new Set(['Alerting', 'NoData', 'OK', 'KeepLast']);
const ON_ERROR = new Set(['Alerting', 'Error', 'OK', 'KeepLast']);
const DURATION = /^(\d+(ms|[smhdwy]))+$/;
/** `unified_alerting.min_interval`: how often the scheduler ticks. */
const TICK_SECONDS = 10;

const invalid = (message: string): ApiProblem => new ApiProblem(400, { message: `invalid alert rule: ${message}` });

function checkUid(uid: string): void {
  if (uid.length > MAX_UID) throw invalid(`cannot create rule with UID '${uid}': UID is longer than 40 symbols`);
  if (!UID.test(uid)) {
    throw invalid(`cannot create rule with UID '${uid}': UID has invalid characters: only [a-zA-Z0-9_-]`);
  }
}

function checkQueries({ data, condition }: HostRule): void {
  if (!Array.isArray(data) || data.length === 0) throw invalid('no queries or expressions are found');
  if (!condition) throw invalid('condition cannot be empty');
  if (!data.some(({ refId }) => refId === condition)) throw invalid(`condition ${condition} does not exist`);
  for (const { refId, datasourceUid } of data) {
    if (!datasourceUid) throw invalid(`invalid alert query ${refId}: no datasource`);
  }
}

/** What Grafana refuses of a rule. @throws ApiProblem */
export function validateRule(rule: HostRule): void {
  if (rule.uid) checkUid(rule.uid);
  if (!rule.title) throw invalid('title is empty');
  if (rule.title.length > MAX_TITLE) throw invalid('name length should not be greater than 190');
  checkQueries(rule);
  if (!NO_DATA.has(rule.noDataState)) throw invalid(`unknown NoData state option: ${rule.noDataState}`);
  if (!ON_ERROR.has(rule.execErrState)) throw invalid(`unknown Error state option: ${rule.execErrState}`);
  if (!DURATION.test(rule.for)) throw new ApiProblem(400, { message: `not a valid duration string: "${rule.for}"` });
}

/** @throws ApiProblem where the scheduler could not keep it */
export function validateInterval(seconds: number): void {
  if (!Number.isInteger(seconds) || seconds <= 0 || seconds % TICK_SECONDS !== 0) {
    throw invalid(
      `interval (${seconds}s) should be non-zero and divided exactly by scheduler interval: ${TICK_SECONDS}`,
    );
  }
}
