import { z } from 'zod';

// Keys that Grafana's documentation names for files of provisioning; others are ignored there, so they fail here.

/** Settings of the four kinds of data sources, as far as they are used here. */
const jsonData = {
  prometheus: z.strictObject({
    httpMethod: z.enum(['GET', 'POST']),
    prometheusType: z.enum(['Prometheus', 'Cortex', 'Mimir', 'Thanos']),
    prometheusVersion: z.string().optional(),
    timeInterval: z.string(),
    manageAlerts: z.boolean(),
    alertmanagerUid: z.string(),
    exemplarTraceIdDestinations: z.array(
      z.strictObject({ name: z.string(), datasourceUid: z.string(), urlDisplayLabel: z.string() }),
    ),
  }),
  alertmanager: z.strictObject({
    implementation: z.enum(['prometheus', 'cortex', 'mimir']),
    handleGrafanaManagedAlerts: z.boolean(),
  }),
  loki: z.strictObject({
    maxLines: z.number().optional(),
    derivedFields: z.array(
      z.strictObject({
        name: z.string(),
        matcherType: z.enum(['label', 'regex']).optional(),
        matcherRegex: z.string(),
        datasourceUid: z.string(),
        url: z.string(),
        urlDisplayLabel: z.string(),
      }),
    ),
  }),
  tempo: z.strictObject({
    nodeGraph: z.strictObject({ enabled: z.boolean() }),
    tracesToLogsV2: z.strictObject({
      datasourceUid: z.string(),
      spanStartTimeShift: z.string(),
      spanEndTimeShift: z.string(),
      tags: z.array(z.strictObject({ key: z.string(), value: z.string().optional() })).optional(),
      filterByTraceID: z.boolean().optional(),
      filterBySpanID: z.boolean().optional(),
      customQuery: z.boolean(),
      query: z.string(),
    }),
  }),
};

function dataSource<T extends keyof typeof jsonData>(type: T) {
  return z.strictObject({
    name: z.string(),
    uid: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
    type: z.literal(type),
    access: z.literal('proxy'),
    orgId: z.number().optional(),
    url: z.string(),
    isDefault: z.boolean().optional(),
    basicAuth: z.boolean().optional(),
    basicAuthUser: z.string().optional(),
    withCredentials: z.boolean().optional(),
    jsonData: jsonData[type],
    secureJsonData: z.record(z.string(), z.string()).optional(),
    version: z.number().optional(),
    editable: z.boolean().optional(),
  });
}

/** `datasources/*.yml` */
export const dataSourcesFile = z.strictObject({
  apiVersion: z.literal(1),
  prune: z.boolean().optional(),
  deleteDatasources: z.array(z.strictObject({ name: z.string(), orgId: z.number() })).optional(),
  datasources: z.array(
    z.discriminatedUnion('type', [
      dataSource('prometheus'),
      dataSource('alertmanager'),
      dataSource('loki'),
      dataSource('tempo'),
    ]),
  ),
});

/** `plugins/*.yml` */
export const pluginsFile = z.strictObject({
  apiVersion: z.literal(1),
  apps: z.array(
    z.strictObject({
      type: z.string(),
      org_id: z.number().optional(),
      org_name: z.string().optional(),
      disabled: z.boolean(),
      jsonData: z.record(z.string(), z.string()),
      secureJsonData: z.record(z.string(), z.string()),
    }),
  ),
});

/** `dashboards/*.yml` */
export const providersFile = z.strictObject({
  apiVersion: z.literal(1),
  providers: z.array(
    z.strictObject({
      name: z.string(),
      orgId: z.number().optional(),
      type: z.literal('file'),
      folder: z.string(),
      folderUid: z.string().optional(),
      disableDeletion: z.boolean(),
      allowUiUpdates: z.boolean(),
      updateIntervalSeconds: z.number().min(10),
      options: z.strictObject({ path: z.string(), foldersFromFilesStructure: z.boolean() }),
    }),
  ),
});
