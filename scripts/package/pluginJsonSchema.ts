import { z } from 'zod';

/**
 * What Grafana 12.4 and its catalogue take in a plugin.json, as far as an app and a panel have it. Written from the
 * documentation, stricter where ours has to be; an unknown key is refused, as there.
 */
const ID = /^[0-9a-z]+-([0-9a-z]+-)?(app|panel)$/;
const SEMVER_RANGE = /^(<=|>=|<|>|=|~|\^)?\d+\.\d+\.\d+(\s(<=|>=|<|>)\d+\.\d+\.\d+)?$/;

const info = z.strictObject({
  author: z.strictObject({ name: z.string().min(1), email: z.email().optional(), url: z.url().optional() }),
  description: z.string().min(20),
  keywords: z.array(z.string().min(1)).min(1),
  links: z.array(z.strictObject({ name: z.string().min(1), url: z.url() })).optional(),
  logos: z.strictObject({ small: z.string().endsWith('.svg'), large: z.string().endsWith('.svg') }),
  screenshots: z.array(z.strictObject({ name: z.string().min(1), path: z.string().min(1) })).optional(),
  version: z.string().regex(/^\d+\.\d+\.\d+(-[0-9a-z.]+)?$/),
  updated: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
});

const include = z.strictObject({
  type: z.enum(['page', 'dashboard', 'panel', 'datasource']),
  name: z.string().min(1),
  path: z.string().min(1),
  role: z.enum(['Viewer', 'Editor', 'Admin']).optional(),
  action: z.string().optional(),
  addToNav: z.boolean().optional(),
  defaultNav: z.boolean().optional(),
  icon: z.string().optional(),
  uid: z.string().optional(),
});

const route = z.strictObject({
  path: z.string().min(1),
  // One verb: a list is in the documentation, but Grafana compares.
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  reqRole: z.enum(['Viewer', 'Editor', 'Admin']),
  url: z.string().min(1),
  headers: z.array(z.strictObject({ name: z.string().min(1), content: z.string() })).optional(),
});

const extension = z.strictObject({
  targets: z.array(z.string()).min(1),
  title: z.string(),
  description: z.string().optional(),
});

const extensions = z.strictObject({
  addedLinks: z.array(extension).optional(),
  addedComponents: z.array(extension).optional(),
  exposedComponents: z
    .array(z.strictObject({ id: z.string(), title: z.string(), description: z.string().optional() }))
    .optional(),
});

/** A plugin.json as it is in the package: with its variables replaced. */
export const pluginJsonSchema = z.strictObject({
  $schema: z.string().optional(),
  type: z.enum(['app', 'panel']),
  name: z.string().min(1),
  id: z.string().regex(ID),
  languages: z.array(z.string()).optional(),
  preload: z.boolean().optional(),
  suggestions: z.boolean().optional(),
  buildMode: z.string().optional(),
  extensions: extensions.optional(),
  info,
  includes: z.array(include).optional(),
  routes: z.array(route).optional(),
  dependencies: z.strictObject({
    grafanaDependency: z.string().regex(SEMVER_RANGE),
    grafanaVersion: z.string().optional(),
    plugins: z
      .array(z.strictObject({ id: z.string(), name: z.string(), type: z.string(), version: z.string() }))
      .optional(),
    extensions: z.strictObject({ exposedComponents: z.array(z.string()).optional() }).optional(),
  }),
});

export type PluginJson = z.infer<typeof pluginJsonSchema>;
