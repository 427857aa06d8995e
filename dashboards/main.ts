/** Writes provisioning/grafana/dashboards: npm run dashboards. A test compares what is committed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { buildDashboards } from './index.ts';

const FOLDER = join(import.meta.dirname, '../provisioning/grafana/dashboards');

mkdirSync(FOLDER, { recursive: true });
for (const [name, dashboard] of buildDashboards()) {
  writeFileSync(join(FOLDER, name), await format(JSON.stringify(dashboard), { parser: 'json', printWidth: 120 }));
}
