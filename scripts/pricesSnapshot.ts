/**
 * Writes agent/src/cost/prices/snapshotText.ts from the pinned package @pydantic/genai-prices (MIT). Run it after raising
 * the package's version: node scripts/pricesSnapshot.ts YYYY-MM-DD, with the day on which that version was published
 * (npm view @pydantic/genai-prices time).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { findProvider } from '@pydantic/genai-prices';
import { readGenaiPrices } from '../agent/src/cost/prices/readGenaiPrices.ts';

const date = process.argv[2] ?? '';
if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new Error('name the day on which that version was published');

const folder = dirname(dirname(createRequire(import.meta.url).resolve('@pydantic/genai-prices')));
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };

/** The package finds a provider by id, but does not list them: the ids are read off its bundle. */
const bundle = readFileSync(join(folder, 'dist', 'index.js'), 'utf8');
const ids = [...bundle.matchAll(/^ {4}id: "([^"]+)",\n {4}name: /gm)].flatMap(([, id]) => id ?? []);
const raw = ids.flatMap((providerId) => findProvider({ providerId }) ?? []);
const vendors = readGenaiPrices(JSON.parse(JSON.stringify(raw)), date);

const lines = vendors.flatMap(({ models, ...vendor }) => [vendor, ...models].map((one) => JSON.stringify(one)));
const head = JSON.stringify({ source: `@pydantic/genai-prices ${version}`, date });
const escaped = [head, ...lines].join('\n').replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${');
const text = `/* eslint-disable max-lines -- data, written by scripts/pricesSnapshot.ts */
/**
 * Reference prices from @pydantic/genai-prices (MIT License, Copyright (c) Pydantic Services Inc. 2025 to present): a line
 * of JSON for the snapshot, then one for each vendor and its models. Don't edit it: run the script again.
 */
export const SNAPSHOT_TEXT = \`${escaped}\`;
`;
writeFileSync(join(import.meta.dirname, '..', 'agent', 'src', 'cost', 'prices', 'snapshotText.ts'), text);
const models = vendors.reduce((sum, vendor) => sum + vendor.models.length, 0);
console.log(`${vendors.length} vendors, ${models} models of ${version} (${date})`);
