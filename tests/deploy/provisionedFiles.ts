import { z } from 'zod';

const duration = z.string().regex(/^\d+[smhd]$/);

/** Contact points of Grafana by file; of integrations, the webhook alone. */
export const contactPointsSchema = z.strictObject({
  apiVersion: z.literal(1),
  contactPoints: z
    .array(
      z.strictObject({
        orgId: z.int(),
        name: z.string().min(1),
        receivers: z
          .array(
            z.strictObject({
              uid: z.string().regex(/^[\w-]{1,40}$/),
              type: z.literal('webhook'),
              disableResolveMessage: z.boolean(),
              settings: z.strictObject({ url: z.string(), httpMethod: z.enum(['POST', 'PUT']) }),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
});

const timing = {
  group_wait: duration.optional(),
  group_interval: duration.optional(),
  repeat_interval: duration.optional(),
};
const matcher = z.tuple([z.string(), z.enum(['=', '!=', '=~', '!~']), z.string()]);

/** Notification policies of Grafana by file, one level deep. */
export const policiesSchema = z.strictObject({
  apiVersion: z.literal(1),
  policies: z
    .array(
      z.strictObject({
        orgId: z.int(),
        receiver: z.string(),
        group_by: z.array(z.string()),
        ...timing,
        routes: z.array(
          z.strictObject({
            receiver: z.string(),
            object_matchers: z.array(matcher).min(1),
            continue: z.boolean().optional(),
            ...timing,
          }),
        ),
      }),
    )
    .length(1),
});

const port = z.int().min(1).max(65_535);

/** What is used of Loki's configuration. */
export const lokiSchema = z.strictObject({
  auth_enabled: z.literal(false),
  server: z.strictObject({ http_listen_port: port }),
  common: z.strictObject({
    path_prefix: z.string(),
    replication_factor: z.literal(1),
    ring: z.strictObject({ kvstore: z.strictObject({ store: z.literal('inmemory') }) }),
    storage: z.strictObject({
      filesystem: z.strictObject({ chunks_directory: z.string(), rules_directory: z.string() }),
    }),
  }),
  schema_config: z.strictObject({
    configs: z.array(
      z.strictObject({
        from: z.string().regex(/^\d{4}-\d\d-\d\d$/),
        store: z.literal('tsdb'),
        object_store: z.literal('filesystem'),
        schema: z.literal('v13'),
        index: z.strictObject({ prefix: z.string(), period: z.literal('24h') }),
      }),
    ),
  }),
  compactor: z.strictObject({
    working_directory: z.string(),
    retention_enabled: z.literal(true),
    delete_request_store: z.literal('filesystem'),
  }),
  limits_config: z.strictObject({ retention_period: duration, allow_structured_metadata: z.boolean() }),
  analytics: z.strictObject({ reporting_enabled: z.literal(false) }),
});

/** What is used of Tempo's configuration. */
export const tempoSchema = z.strictObject({
  server: z.strictObject({ http_listen_port: port }),
  distributor: z.strictObject({
    receivers: z.strictObject({
      otlp: z.strictObject({ protocols: z.strictObject({ http: z.strictObject({ endpoint: z.string() }) }) }),
    }),
  }),
  compactor: z.strictObject({ compaction: z.strictObject({ block_retention: duration }) }),
  storage: z.strictObject({
    trace: z.strictObject({
      backend: z.literal('local'),
      wal: z.strictObject({ path: z.string() }),
      local: z.strictObject({ path: z.string() }),
    }),
  }),
  usage_report: z.strictObject({ reporting_enabled: z.literal(false) }),
});
