import { z } from 'zod';
import { priceSchema } from '../../document/model.ts';
import {
  priceEntrySchema,
  priceSnapshotSchema,
  priceSourceSchema,
  referencePriceSchema,
} from '../../prices/priceEntry.ts';
import { defineEndpoint } from '../endpoint.ts';
import { pageOf, pageQuery, writeSummarySchema } from '../shared.ts';

const PRICE = { input: 2.5, output: 10, cachedInput: 1.25 };
const REFERENCE = { price: PRICE, vendor: 'openai', vendorModel: 'gpt-4o', tiered: false, contextWindow: 128_000 };
const SNAPSHOT = { source: '@pydantic/genai-prices 0.1.8', date: '2026-09-23', ageDays: 12, models: 1_200 };

export const listPrices = defineEndpoint({
  operationId: 'listPrices',
  method: 'get',
  path: '/prices',
  tag: 'prices',
  summary: 'The price book: price, source and age of each model, and what the reference data say',
  role: 'viewer',
  rate: 'read',
  query: pageQuery.extend({
    search: z.string().max(100).optional().describe('Part of a model id'),
    source: priceSourceSchema.optional(),
  }),
  success: {
    status: 200,
    description: 'A page of models, in the order of the document',
    body: pageOf(priceEntrySchema).extend({ snapshot: priceSnapshotSchema }),
    example: {
      items: [
        {
          model: 'gpt-4o',
          displayName: 'GPT-4o',
          provider: 'openai',
          upstreamModel: 'gpt-4o',
          local: false,
          price: PRICE,
          source: 'snapshot',
          since: '2026-10-01T08:00:00.000Z',
          ageDays: 4,
          reference: REFERENCE,
          differs: false,
        },
      ],
      total: 1,
      next: null,
      snapshot: SNAPSHOT,
    },
  },
});

/** One model whose price a sync would change. */
export const priceChangeSchema = z.strictObject({
  model: z.string(),
  before: priceSchema.nullable(),
  after: priceSchema,
  reference: referencePriceSchema,
});
export type PriceChange = z.infer<typeof priceChangeSchema>;

export const syncPrices = defineEndpoint({
  operationId: 'syncPrices',
  method: 'post',
  path: '/prices/sync',
  tag: 'prices',
  summary: 'Take prices of the reference data over into the document, as one revision',
  description:
    'A dry run unless `?dryRun=false`. Only models without a price of their own, unless `?overwrite=true`. Reads the shipped snapshot, or the address that the agent was started with (`--prices-url`). No If-Match: it works on what is in force.',
  role: 'admin',
  rate: 'write',
  dryRun: true,
  query: z.object({
    dryRun: z.stringbool().optional().describe('default true here: store nothing, answer what would change'),
    overwrite: z.stringbool().optional().describe('Also models that have a price'),
    models: z
      .string()
      // Encoded it is up to three times as long, and has to fit into a header of 16 KiB.
      .max(4_000)
      .regex(/^[A-Za-z0-9._:/@+,-]+$/, 'must be ids with commas')
      .optional()
      .describe('Only these models: ids with commas; default all'),
  }),
  success: {
    status: 200,
    description: 'What changed, or would change',
    body: writeSummarySchema.extend({
      changes: z.array(priceChangeSchema),
      unknown: z.array(z.string()).describe('Models without a price that the reference data do not know either'),
      snapshot: priceSnapshotSchema,
    }),
    example: {
      revision: 11,
      dryRun: true,
      findings: [],
      diff: [{ path: 'models.gpt-4o.price', after: PRICE }],
      changes: [{ model: 'gpt-4o', before: null, after: PRICE, reference: REFERENCE }],
      unknown: ['my-own-model'],
      snapshot: SNAPSHOT,
    },
  },
  errors: {
    409: 'The agent is managed by a file',
    502: 'The address of --prices-url gave no price data',
  },
});

export const priceEndpoints = [listPrices, syncPrices] as const;
