import { METRICS } from '@understudy/contract';
import { agentsByConfiguration } from '../../plugin/src/promql/fleet.ts';
import { RANGE, RATE_INTERVAL } from '../../plugin/src/promql/scope.ts';
import { AGENTS, named, ofAgents, ofItsProcess } from './scope.ts';

/** 1 or 0 for each scraped agent; also of a job whose last agent went away within a day. */
function up(): string {
  return `(${named('up')} and on (job) last_over_time(${ofAgents(METRICS.buildInfo)}[1d]))`;
}

/** Agents that are scraped. */
export function agentsUp(): string {
  return `sum(${up()})`;
}

/** Agents that should be scraped and are not. */
export function agentsDown(): string {
  return `count(${up()}) - sum(${up()})`;
}

/** Whether each agent is scraped, over time. */
export function upByAgent(): string {
  return `min by (instance) ${up()}`;
}

/** How many versions are running. */
export function versionCount(): string {
  return `count(count by (version) (${ofAgents(METRICS.buildInfo)}))`;
}

/** Agents of each version. */
export function agentsByVersion(): string {
  return `sum by (version) (${ofAgents(METRICS.buildInfo)})`;
}

/** The highest number of configurations that agents of one group run: above 1 they differ. */
export function configurationsInAGroup(): string {
  return `max(count by (group) (count by (group, hash) (${ofAgents(METRICS.configInfo)})))`;
}

/** Groups whose agents have just taken a configuration that none of them had. */
export function configurationChanged(): string {
  const info = ofAgents(METRICS.configInfo);
  return shortHash(`max by (group, hash) (${info}) unless max by (group, hash) (${info} offset 2m)`);
}

/** How many agents of each group run which configuration. */
export function configurations(): string {
  return shortHash(agentsByConfiguration(AGENTS));
}

/** As much of a hash as one reads. */
function shortHash(expr: string): string {
  return `label_replace(${expr}, "hash", "$1", "hash", "(.{8}).*")`;
}

/** Agents that refused their last configuration. */
export function refusedReloads(): string {
  return `sum(1 - ${ofAgents(METRICS.configReloadOk)})`;
}

/** Seconds since an agent last took a configuration. */
export function reloadAge(): string {
  return `time() - max by (instance) (${ofAgents(METRICS.configReloadTime)})`;
}

/** 1 where an agent accepted its last configuration. */
export function lastReloadOk(): string {
  return `min by (instance) (${ofAgents(METRICS.configReloadOk)})`;
}

/** 1 where an agent reaches its store; files are always there. */
export function storeConnected(): string {
  return `min by (instance) (${ofAgents(METRICS.storeConnected)})`;
}

/** Configurations accepted and refused. */
export function reloads(): string {
  return `sum by (result) (increase(${ofAgents(METRICS.configReloads)}[${RANGE}]))`;
}

/** Starts of agents' processes, but for the first. */
export function restarts(): string {
  return `sum(changes(${named('process_start_time_seconds')}[${RANGE}]) and on (job, instance) ${ofAgents(METRICS.buildInfo)})`;
}

/** Seconds since each agent's process began. */
export function uptime(): string {
  return `time() - max by (instance) ${ofItsProcess('process_start_time_seconds')}`;
}

/** Version of each agent as a label. */
export function versionByAgent(): string {
  return `max by (instance, version) (${ofAgents(METRICS.buildInfo)})`;
}

/** The agent's own time in a request, as a quantile. */
export function overheadQuantile(quantile: number): string {
  const buckets = ofAgents({ ...METRICS.overhead, name: `${METRICS.overhead.name}_bucket` });
  return `histogram_quantile(${quantile}, sum by (le) (rate(${buckets}[${RATE_INTERVAL}])))`;
}

/** A gauge of the process or of Node, the highest value of each agent. */
export function processGauge(name: string): string {
  return `max by (instance) ${ofItsProcess(name)}`;
}

/** Cores that each agent is busy on. */
export function cpu(): string {
  const seconds = `rate(${named('process_cpu_seconds_total')}[${RATE_INTERVAL}])`;
  return `max by (instance) (${seconds} and on (job, instance) ${ofAgents(METRICS.buildInfo)})`;
}

/** Seconds of garbage collection, a second. */
export function garbageCollection(): string {
  const seconds = `rate(${named('nodejs_gc_duration_seconds_sum')}[${RATE_INTERVAL}])`;
  return `sum by (instance) (${seconds} and on (job, instance) ${ofAgents(METRICS.buildInfo)})`;
}

/** 0 where there is no series yet: these are born with the first failure. */
function orNone(label: string, expr: string): string {
  const none = `label_replace(0 * sum(${ofAgents(METRICS.buildInfo)}), "${label}", "none", "", "")`;
  return `${expr} or on () ${none}`;
}

/** Values of labels that became `other`. */
export function foldedValues(): string {
  return `sum by (label) (increase(${ofAgents(METRICS.labelOverflow)}[${RANGE}]))`;
}

/** Files that could not be read or written. */
export function storeErrors(): string {
  return orNone('op', `sum by (op) (increase(${ofAgents(METRICS.storeErrors)}[${RANGE}]))`);
}

/** Events that were not written down. */
export function lostEvents(): string {
  return orNone('sink', `sum by (sink) (increase(${ofAgents(METRICS.eventsDropped)}[${RANGE}]))`);
}

/** Writes of LiteLLM's file, by how they ended. */
export function litellmWrites(): string {
  return `sum by (result) (increase(${ofAgents(METRICS.litellmSyncs)}[${RANGE}]))`;
}

/** 1 where LiteLLM's file or proxy says something else than the configuration in force. */
export function litellmDrift(): string {
  return `max by (instance) (${ofAgents(METRICS.litellmDrift)})`;
}

/** Seconds since LiteLLM's file was last in force. */
export function litellmAge(): string {
  return `time() - max by (instance) (${ofAgents(METRICS.litellmLastSuccess)})`;
}
