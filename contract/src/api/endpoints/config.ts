import { z } from 'zod';
import { documentSchema } from '../../document/document.ts';
import { findingSchema } from '../../validation/finding.ts';
import { defineEndpoint } from '../endpoint.ts';
import { dryRunQuery, writtenSchema } from '../shared.ts';

/** The document as answers hold it: secrets that are not references read as `{ set: true }`. */
export const redactedDocumentSchema = z.looseObject({ version: z.literal(1) });

const EXAMPLE = {
  version: 1,
  providers: [
    { id: 'openai', dialect: 'openai', baseUrl: 'https://api.openai.com/v1', apiKey: 'env:OPENAI_API_KEY' },
    { id: 'ollama', dialect: 'ollama', baseUrl: 'http://127.0.0.1:11434/v1', location: 'local' },
  ],
  models: [
    { id: 'gpt-4o', provider: 'openai', price: { input: 2.5, output: 10 } },
    { id: 'llama3', provider: 'ollama' },
  ],
  chains: [{ model: 'gpt-4o', fallbacks: ['llama3'] }],
};

/** A document of 10,000 models is about 3 MB. */
const MAX_DOCUMENT_BYTES = 8 * 1024 * 1024;

/** A document from a client: any object; what is wrong with it comes back as findings, all at once. */
const documentInput = z
  .looseObject({})
  .meta({ description: `As understudy.yaml: version, ${Object.keys(documentSchema.shape).slice(1).join(', ')}` });

export const getConfig = defineEndpoint({
  operationId: 'getConfig',
  method: 'get',
  path: '/config',
  tag: 'config',
  summary: 'The whole document',
  role: 'viewer',
  rate: 'read',
  concurrency: 'read',
  success: { status: 200, description: 'The document in force', body: redactedDocumentSchema, example: EXAMPLE },
});

export const putConfig = defineEndpoint({
  operationId: 'putConfig',
  method: 'put',
  path: '/config',
  tag: 'config',
  summary: 'Replace the whole document',
  description: 'A secret sent as `{ "set": true }` keeps what is stored. Applying what is in force changes nothing.',
  role: 'admin',
  rate: 'write',
  concurrency: 'write',
  query: dryRunQuery,
  body: documentInput,
  bodyExample: EXAMPLE,
  maxBodyBytes: MAX_DOCUMENT_BYTES,
  success: {
    status: 200,
    description: 'Stored, or what a dry run would change',
    body: writtenSchema(redactedDocumentSchema),
    example: { revision: 7, dryRun: false, findings: [], diff: [], resource: EXAMPLE },
  },
  errors: { 409: 'The agent is managed by a file' },
});

export const validateConfig = defineEndpoint({
  operationId: 'validateConfig',
  method: 'post',
  path: '/config/validate',
  tag: 'config',
  summary: 'Findings of a document; nothing is stored',
  role: 'editor',
  rate: 'read',
  body: documentInput,
  bodyExample: EXAMPLE,
  maxBodyBytes: MAX_DOCUMENT_BYTES,
  success: {
    status: 200,
    description: 'Every error and warning',
    body: z.object({ valid: z.boolean(), findings: z.array(findingSchema) }),
    example: { valid: true, findings: [] },
  },
});

export const configEndpoints = [getConfig, putConfig, validateConfig] as const;
