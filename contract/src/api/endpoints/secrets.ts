import { z } from 'zod';
import { defineEndpoint } from '../endpoint.ts';
import { dryRunQuery, writeSummarySchema } from '../shared.ts';

export const rotateSecrets = defineEndpoint({
  operationId: 'rotateSecrets',
  method: 'post',
  path: '/secrets/rotate',
  tag: 'secrets',
  summary: 'Seal stored secrets anew, under the present master key',
  description:
    'Start the agent with the new key as UNDERSTUDY_MASTER_KEY and the one before as UNDERSTUDY_MASTER_KEY_OLD, call this, and leave the old one out at the next start. Doing it twice changes nothing. Older revisions stay sealed under the old key.',
  role: 'admin',
  rate: 'write',
  query: dryRunQuery,
  success: {
    status: 200,
    description: 'Sealed anew, or what would be',
    body: writeSummarySchema.extend({ resealed: z.int().min(0).describe('Values that were under the old key') }),
    example: {
      revision: 12,
      dryRun: false,
      findings: [],
      diff: [{ path: 'providers.openai.apiKey', before: '(hidden)', after: '(hidden, another value)' }],
      resealed: 1,
    },
  },
  errors: {
    409: 'There is no master key, a value opens with neither key, or the agent is managed by a file',
    503: 'The configuration is being written by others without a pause',
  },
});

export const secretEndpoints = [rotateSecrets] as const;
