import { z } from 'zod';
import { roleSchema } from '../role.ts';
import { defineEndpoint } from '../endpoint.ts';
import { dryRunQuery, pageOf, pageQuery } from '../shared.ts';

/** 90 days. */
export const DEFAULT_TOKEN_LIFE_MS = 90 * 24 * 60 * 60 * 1_000;
const SHORTEST_LIFE_MS = 60_000;
const LONGEST_LIFE_MS = 10 * 365 * 24 * 60 * 60 * 1_000;

/** A created token, without its secret: that is shown once, when it is created, and stored as a digest only. */
export const tokenResourceSchema = z.strictObject({
  id: z.string(),
  name: z.string().describe('What the audit says'),
  role: roleSchema,
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  expiresAt: z.iso.datetime().nullable().describe('null = never'),
  expired: z.boolean(),
});
export type TokenResource = z.infer<typeof tokenResourceSchema>;

export const tokenInputSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,99}$/, 'must be 1 to 100 letters, digits and . _ @ -')
    .describe('Not in use yet; admin, editor, viewer and anonymous are taken'),
  role: roleSchema,
  expiresInMs: z
    .int()
    .min(SHORTEST_LIFE_MS)
    .max(LONGEST_LIFE_MS)
    .nullable()
    .optional()
    .describe('Default 90 days; null = never'),
});
export type TokenInput = z.infer<typeof tokenInputSchema>;

const EXAMPLE = {
  id: '5f0c2a91',
  name: 'grafana',
  role: 'viewer',
  createdAt: '2026-10-01T08:00:00.000Z',
  createdBy: 'ada',
  expiresAt: '2026-12-30T08:00:00.000Z',
  expired: false,
};

export const listTokens = defineEndpoint({
  operationId: 'listTokens',
  method: 'get',
  path: '/tokens',
  tag: 'tokens',
  summary: 'Tokens that were created here; those of the environment are not listed',
  role: 'admin',
  rate: 'read',
  query: pageQuery,
  success: {
    status: 200,
    description: 'A page of tokens, without their secrets',
    body: pageOf(tokenResourceSchema),
    example: { items: [EXAMPLE], total: 1, next: null },
  },
});

export const createToken = defineEndpoint({
  operationId: 'createToken',
  method: 'post',
  path: '/tokens',
  tag: 'tokens',
  summary: 'Create a token',
  description:
    'The answer is the only time that the token is shown. Where nobody had to authenticate before, the first one must be an admin, and from then on a token is asked for.',
  role: 'admin',
  rate: 'write',
  query: dryRunQuery,
  body: tokenInputSchema,
  bodyExample: { name: 'grafana', role: 'viewer', expiresInMs: DEFAULT_TOKEN_LIFE_MS },
  success: {
    status: 201,
    description: 'Created, or what would be',
    body: z.strictObject({
      token: z.string().nullable().describe('The secret; null in a dry run'),
      dryRun: z.boolean(),
      resource: tokenResourceSchema,
    }),
    example: { token: 'ust_0hH2nVnC3oZpGm1yqk7wq0l6m1rJ5sN8dXcB4aE9fTg', dryRun: false, resource: EXAMPLE },
  },
  errors: { 409: 'The name is taken, there are too many tokens, or the first one is no admin' },
});

export const revokeToken = defineEndpoint({
  operationId: 'revokeToken',
  method: 'delete',
  path: '/tokens/{id}',
  tag: 'tokens',
  summary: 'Revoke a token, at once',
  role: 'admin',
  rate: 'write',
  query: dryRunQuery,
  success: {
    status: 200,
    description: 'Revoked, or what would be',
    body: z.strictObject({ dryRun: z.boolean(), resource: tokenResourceSchema }),
    example: { dryRun: false, resource: EXAMPLE },
  },
  errors: { 404: 'There is no such token', 409: 'It is the last way for an admin to come in' },
});

export const tokenEndpoints = [listTokens, createToken, revokeToken] as const;
