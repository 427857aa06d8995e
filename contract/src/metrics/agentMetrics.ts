import type { MetricFamily } from './metricFamily.ts';

/** The agent itself: configuration, lost events, build. */
export const AGENT_METRICS = {
  configInfo: {
    name: 'config_info',
    type: 'gauge',
    unit: 'info',
    help: 'Hash of the configuration in force, by group of agents.',
    labels: ['group', 'hash'],
  },
  configReloadOk: {
    name: 'config_last_reload_successful',
    type: 'gauge',
    unit: 'state',
    help: '1 if the last configuration was accepted, 0 if it was refused and the old one is in force.',
    labels: [],
  },
  configReloadTime: {
    name: 'config_last_reload_success_timestamp_seconds',
    type: 'gauge',
    unit: 'timestamp',
    help: 'When a configuration was last accepted.',
    labels: [],
  },
  configReloads: {
    name: 'config_reloads_total',
    type: 'counter',
    unit: 'events',
    help: 'Configurations accepted and refused since the start.',
    labels: ['result'],
  },
  labelOverflow: {
    name: 'label_overflow_total',
    type: 'counter',
    unit: 'events',
    help: 'Values folded into "other", by label.',
    labels: ['label'],
  },
  storeConnected: {
    name: 'store_connected',
    type: 'gauge',
    unit: 'state',
    help: '1 while the store of the configuration can be reached, 0 while it is away; files are always there.',
    labels: ['store'],
  },
  storeErrors: {
    name: 'store_errors_total',
    type: 'counter',
    unit: 'events',
    help: 'Failed operations of the store.',
    labels: ['op'],
  },
  eventsDropped: {
    name: 'events_dropped_total',
    type: 'counter',
    unit: 'events',
    help: 'Events lost before they were written.',
    labels: ['sink'],
  },
  buildInfo: {
    name: 'build_info',
    type: 'gauge',
    unit: 'info',
    help: 'Version of the agent.',
    labels: ['version', 'revision', 'node_version'],
  },
} as const satisfies Record<string, MetricFamily>;
