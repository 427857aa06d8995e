/** Writes the rules as an object of Prometheus' operator: the second half of npm run rules. A test compares. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '..');
const HEAD = `# Written by npm run rules from provisioning/prometheus/understudy.rules.yml. With settings of your own: the output of
# \`understudy rules\`, below \`spec\`.
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: understudy
  labels: { app.kubernetes.io/name: understudy }
spec:
`;

/** The file as it should be committed. */
export function prometheusRule(): string {
  const rules = readFileSync(join(ROOT, 'provisioning/prometheus/understudy.rules.yml'), 'utf8');
  const body = rules.slice(rules.indexOf('groups:')).replaceAll(/^(?=.)/gm, '  ');
  return `${HEAD}${body}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(join(ROOT, 'deploy/kustomize/components/rules/prometheusrule.yaml'), prometheusRule());
}
