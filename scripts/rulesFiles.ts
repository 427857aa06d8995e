/**
 * Writes the rule files of the default settings and docs/alerts.md: npm run rules. A test compares all three. After a change of
 * the contract run npm run build first.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generateRules, renderRules } from '../agent/src/rules/index.ts';
import { alertsDoc } from './alertsDoc.ts';

/** Every generated file, from the repository's folder. */
export async function rulesFiles(): Promise<Readonly<Record<string, string>>> {
  const rules = generateRules({});
  return {
    'provisioning/prometheus/understudy.rules.yml': renderRules(rules, 'prometheus'),
    'provisioning/grafana/alerting/understudy-rules.yml': renderRules(rules, 'grafana'),
    'docs/alerts.md': await alertsDoc(),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [path, text] of Object.entries(await rulesFiles())) {
    const file = join(import.meta.dirname, '..', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
