import { z } from 'zod';
import { defineEndpoint } from '../endpoint.ts';
import { EXAMPLE_BACKUP, EXAMPLE_DIFF, EXAMPLE_FINDING, EXAMPLE_SYNC, EXAMPLE_YAML } from './litellmExamples.ts';
import { litellmBackupSchema, litellmFindingSchema, litellmSyncSchema } from './litellmParts.ts';

const findings = z.array(litellmFindingSchema);
const NOT_CONFIGURED = { 404: 'The agent was started without --litellm-config' } as const;

export const litellmRenderSchema = z.object({
  revision: z.int().min(0).describe('Configuration revision that was rendered'),
  yaml: z.string().describe('The whole file, what is kept of the present one included; literal secrets read as ***'),
  findings,
});
export type LitellmRender = z.infer<typeof litellmRenderSchema>;

export const renderLitellm = defineEndpoint({
  operationId: 'renderLitellm',
  method: 'get',
  path: '/litellm/render',
  tag: 'litellm',
  summary: "LiteLLM's configuration file as an apply would write it",
  description:
    'Without --litellm-config it is rendered from nothing. Keys are named (`os.environ/NAME`), never written out.',
  role: 'viewer',
  rate: 'read',
  success: {
    status: 200,
    description: 'The file and what is to be known of it; with errors among the findings an apply is refused',
    body: litellmRenderSchema,
    example: { revision: 7, yaml: EXAMPLE_YAML, findings: [EXAMPLE_FINDING] },
  },
});

export const litellmDiffSchema = z.object({
  revision: z.int().min(0),
  different: z.boolean(),
  diff: z.string().describe('Unified diff of the file and what would be written; literal secrets read as ***'),
  changed: z.array(z.string()).describe('Model groups whose fallbacks would change'),
  sha256: z.string().nullable().describe('Of the file as it is; null = there is none'),
  findings,
});
export type LitellmDiff = z.infer<typeof litellmDiffSchema>;

export const diffLitellm = defineEndpoint({
  operationId: 'diffLitellm',
  method: 'get',
  path: '/litellm/diff',
  tag: 'litellm',
  summary: 'What an apply would change in the file',
  role: 'viewer',
  rate: 'read',
  success: {
    status: 200,
    description: 'The difference; empty where the file says so already',
    body: litellmDiffSchema,
    example: {
      revision: 7,
      different: true,
      diff: EXAMPLE_DIFF,
      changed: ['gpt-4o'],
      sha256: 'a6b1f4d2c7e5',
      findings: [EXAMPLE_FINDING],
    },
  },
  errors: NOT_CONFIGURED,
});

export const listLitellmBackups = defineEndpoint({
  operationId: 'listLitellmBackups',
  method: 'get',
  path: '/litellm/backups',
  tag: 'litellm',
  summary: 'Copies of the file that were made before writes, newest first',
  role: 'viewer',
  rate: 'read',
  success: {
    status: 200,
    description: 'As many as --litellm-keep says',
    body: z.object({ items: z.array(litellmBackupSchema) }),
    example: { items: [EXAMPLE_BACKUP] },
  },
  errors: NOT_CONFIGURED,
});

/** What is known of LiteLLM: file, proxy, the last write. */
export const litellmStatusSchema = z.object({
  configured: z.boolean().describe('False: the agent was started without --litellm-config, and the rest is empty'),
  file: z
    .object({ path: z.string(), exists: z.boolean(), sha256: z.string().nullable(), problem: z.string().nullable() })
    .nullable(),
  reload: z.enum(['none', 'command', 'signal', 'container', 'http']).nullable(),
  proxy: z
    .object({
      url: z.string(),
      ready: z.boolean(),
      version: z.string().nullable(),
      problem: z.string().nullable().describe('Why it is not ready, or could not be asked for its settings'),
    })
    .nullable()
    .describe('null: no --litellm-url'),
  drift: z.object({
    file: z.boolean().nullable().describe('The file says something else than would be rendered; null = unknown'),
    proxy: z.boolean().nullable().describe('The proxy runs something else than the file says; null = unknown'),
    details: z.array(z.string()).describe('Settings in which proxy and file differ'),
  }),
  running: z.boolean().describe('An apply or rollback is under way'),
  last: litellmSyncSchema.nullable().describe('The last apply or rollback'),
  lastSuccessAt: z.iso.datetime().nullable(),
  backups: z.int().min(0),
  live: z.literal(false).describe("LiteLLM's database mode is not supported"),
});
export type LitellmStatus = z.infer<typeof litellmStatusSchema>;

export const getLitellmStatus = defineEndpoint({
  operationId: 'getLitellmStatus',
  method: 'get',
  path: '/litellm/status',
  tag: 'litellm',
  summary: 'File, proxy, drift and the last write',
  role: 'viewer',
  rate: 'read',
  success: {
    status: 200,
    description: 'As it stands; the proxy is asked at most once in five seconds',
    body: litellmStatusSchema,
    example: {
      configured: true,
      file: { path: '/etc/litellm/litellm-config.yaml', exists: true, sha256: 'a6b1f4d2c7e5', problem: null },
      reload: 'command',
      proxy: { url: 'http://127.0.0.1:4000', ready: true, version: '1.106.2', problem: null },
      drift: { file: false, proxy: false, details: [] },
      running: false,
      last: EXAMPLE_SYNC,
      lastSuccessAt: '2026-11-20T09:00:00.000Z',
      backups: 3,
      live: false,
    },
  },
});
