import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { prometheusRule } from '../../scripts/prometheusRule.ts';
import { promtool } from '../kit/promtool.ts';
import { runTool } from '../kit/runTool.ts';
import { agentIn, environmentIn, namedObjects, readObjects, type Workload } from './kubernetesObjects.ts';
import { CRDS, kustomize, ROOT, tool, type Manifest } from './tools.ts';

const FOLDER = 'deploy/kustomize';
/** The oldest that has what is used, and the newest that there are schemas of. */
const KUBERNETES = ['1.30', '1.37'];
const SECRETS = '/etc/understudy-secrets/';

/** Checks manifests; the answer says what is wrong, a line each. */
async function schemaProblems(text: string, version: string): Promise<string> {
  const args = [join(ROOT, 'tests/deploy/validate_manifests.py'), version, CRDS];
  const { code, said } = await runTool(tool('kubernetes/bin/python'), args, text);
  return code === 0 ? '' : said;
}

const FOLDERS = [
  ...['base', 'examples/gateway', 'examples/gateway-redis', 'examples/sidecar'].map((name) => `${FOLDER}/${name}`),
  'tests/deploy/managed-redis',
];

describe.each(FOLDERS)('%s', (name) => {
  let text: string;
  let manifests: Manifest[];
  let agents: Workload[];
  beforeAll(async () => {
    ({ text, manifests } = await kustomize(name));
    agents = readObjects(manifests);
  });

  it.each(KUBERNETES)('is what Kubernetes %s and the operator of Prometheus take', async (version) => {
    expect(await schemaProblems(text, version)).toBe('');
  });

  it('runs one pinned image, without rights and on a read-only disk', () => {
    expect(agents).toHaveLength(1);
    for (const { container, pod } of agents.map(agentIn)) {
      expect(container.image).toMatch(/understudy-agent:\d+\.\d+\.\d+$/);
      expect({ ...pod.securityContext, ...container.securityContext }).toMatchObject({
        runAsNonRoot: true,
        runAsUser: 1000,
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
        seccompProfile: { type: 'RuntimeDefault' },
      });
      expect(container.resources).toMatchObject({
        requests: { cpu: expect.anything() },
        limits: { memory: expect.anything() },
      });
    }
  });

  it('mounts what is made here, as folders: a file by subPath would never change', () => {
    const made = namedObjects(manifests, 'ConfigMap');
    for (const { container, pod } of agents.map(agentIn)) {
      for (const { name: volume, subPath } of container.volumeMounts) {
        const source = pod.volumes.find((one) => one.name === volume);
        expect(subPath).toBeUndefined();
        if (source?.configMap !== undefined) expect(made).toContain(source.configMap.name);
        else expect(source?.secret?.secretName ?? source?.emptyDir).toBeDefined();
      }
    }
  });

  it('probes a port that is there, and leaves streams the time to finish', () => {
    for (const { container, pod } of agents.map(agentIn)) {
      const ports = container.ports.map((port) => port.name);
      const probes = [
        container.startupProbe,
        container.livenessProbe,
        container.readinessProbe ?? container.startupProbe,
      ];
      for (const probe of probes) expect(ports).toContain(probe?.httpGet.port);
      const pause = container.lifecycle?.preStop?.sleep?.seconds ?? 0;
      expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(pause + 30);
    }
  });

  it('has a document that an agent takes, and a word in the docs for each key of its Secret', async () => {
    const [config] = manifests.filter(
      ({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'understudy-config',
    );
    const document = (config?.['data'] as Record<string, string> | undefined)?.['understudy.yaml'] ?? '';
    const file = join(await mkdtemp(join(tmpdir(), 'understudy-deploy-')), 'understudy.yaml');
    await writeFile(file, document);
    const { code, said } = await runTool(process.execPath, [join(ROOT, 'agent/bin/understudy.js'), 'validate', file]);
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('is valid') });

    const docs = await readFile(join(ROOT, 'docs/deployment.md'), 'utf8');
    const asFiles = [...text.matchAll(new RegExp(`file:${SECRETS}([\\w-]+)`, 'g'))].flatMap(([, key]) => key ?? []);
    const asVariables = agents
      .flatMap((agent) => agentIn(agent).container.env ?? [])
      .flatMap(({ valueFrom }) => valueFrom?.secretKeyRef?.key ?? []);
    const keys = [...asFiles, ...asVariables];
    expect(keys.length).toBeGreaterThan(2);
    expect([...new Set(keys)].filter((key) => !docs.includes(`--from-literal=${key}=`))).toEqual([]);
  });
});

describe('a field that nobody knows', () => {
  it.each([
    ['readinessProbe', 'readynessProbe', /Deployment understudy: .*readynessProbe/],
    ['sampleLimit', 'samplesLimit', /ServiceMonitor understudy: .*samplesLimit/],
    ['kind: NetworkPolicy', 'kind: NetworkPolice', /NetworkPolice/],
    ['expr: ', 'expression: ', /PrometheusRule understudy: .*expression/],
  ])('%s written as %s is found', async (right, wrong, said) => {
    const { text } = await kustomize(`${FOLDER}/examples/gateway`);
    expect(await schemaProblems(text.replace(right, wrong), '1.37')).toMatch(said);
  });
});

describe('the gateway', () => {
  let manifests: Manifest[];
  beforeAll(async () => ({ manifests } = await kustomize(`${FOLDER}/examples/gateway`)));

  it('is reached by its Services, kept by its budget, scaled and scraped: every selector and port fits', () => {
    const [gateway] = readObjects(manifests);
    const { labels } = gateway as Workload;
    const ports = agentIn(gateway as Workload).container.ports.map(({ name }) => name);
    const find = (kind: string): Manifest[] => manifests.filter((one) => one.kind === kind);

    for (const { spec } of find('Service') as (Manifest & { spec: ServiceSpec })[]) {
      expect(labels).toMatchObject(spec.selector);
      for (const { targetPort } of spec.ports) expect(ports).toContain(targetPort);
    }
    for (const kind of ['PodDisruptionBudget', 'NetworkPolicy']) {
      const [{ spec } = { spec: {} }] = find(kind);
      const { selector, podSelector = selector } = spec as Record<string, { matchLabels: Record<string, string> }>;
      expect(labels).toMatchObject(podSelector?.matchLabels ?? { none: kind });
    }
    const [monitor] = find('ServiceMonitor') as (Manifest & { spec: MonitorSpec })[];
    const scraped = find('Service').filter(({ metadata }) =>
      Object.entries(monitor?.spec.selector.matchLabels ?? { none: '' }).every(
        ([name, value]) => (metadata['labels'] as Record<string, string>)[name] === value,
      ),
    );
    expect(scraped.map(({ metadata }) => metadata.name)).toEqual(['understudy-control']);
    expect(monitor?.spec).toMatchObject({ sampleLimit: 40_000, endpoints: [{ port: 'control' }] });
    expect(find('HorizontalPodAutoscaler')[0]?.['spec']).toMatchObject({ scaleTargetRef: { name: 'understudy' } });
    expect(find('Deployment')[0]?.['spec']).not.toHaveProperty('replicas');
  });

  it('brings every dashboard, none too long for kubectl apply', async () => {
    const folder = join(ROOT, 'provisioning/grafana/dashboards');
    const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
    const maps = manifests.filter(({ metadata }) => metadata.name.startsWith('understudy-dashboard-'));
    const found = Object.assign({}, ...maps.map((map) => map['data'])) as Record<string, string>;

    expect(Object.keys(found).sort()).toEqual(files);
    for (const name of files) expect(found[name]).toBe(await readFile(join(folder, name), 'utf8'));
    for (const map of maps) {
      expect(map.metadata['labels']).toMatchObject({ grafana_dashboard: '1' });
      expect(JSON.stringify(map).length).toBeLessThan(262_144);
    }
  });
});

describe('the gateway with Redis', () => {
  const SECRET = { 'store-url': 'redis://redis.data:6379' };
  const variablesOf = async (folder: string): Promise<readonly [Record<string, string>, readonly string[]]> => {
    const [gateway] = readObjects((await kustomize(folder)).manifests);
    const { env = [], args = [] } = agentIn(gateway as Workload).container;
    return [environmentIn(env, SECRET, { 'metadata.namespace': 'llm' }), args];
  };

  it.each([
    ['tests/deploy/managed-redis', 'follows its ConfigMap', true],
    [`${FOLDER}/examples/gateway-redis`, 'takes its chains from Redis', false],
  ])('%s: %s, in a group of its namespace', async (folder, _what, managed) => {
    const [variables, args] = await variablesOf(folder);
    expect(variables).toMatchObject({
      UNDERSTUDY_STORE: 'redis://redis.data:6379',
      UNDERSTUDY_STORE_PASSWORD: `file:${SECRETS}store-password`,
      UNDERSTUDY_GROUP: 'gateway-llm',
    });
    expect(args.includes('--managed')).toBe(managed);
    expect(args).toContain('--config');
  });

  it('is the gateway of before where nobody asks for Redis', async () => {
    const [variables, args] = await variablesOf(`${FOLDER}/examples/gateway`);
    expect(Object.keys(variables).filter((name) => name.includes('STORE'))).toEqual([]);
    expect([variables['UNDERSTUDY_GROUP'], args.at(-1)]).toEqual(['gateway', '--managed']);
  });
});

describe('the sidecar', () => {
  it('joins the application that asks for it: before it, after it, and on loopback', async () => {
    const { manifests } = await kustomize(`${FOLDER}/examples/sidecar`);
    const [checkout] = readObjects(manifests);
    const { container, pod } = agentIn(checkout as Workload);
    const env = Object.fromEntries((container.env ?? []).map(({ name, value }) => [name, value]));

    expect(pod.containers.map(({ name }) => name)).toEqual(['checkout']);
    expect(container).toMatchObject({ name: 'understudy', restartPolicy: 'Always' });
    expect(env).toMatchObject({ UNDERSTUDY_PROXY: '127.0.0.1:4100', UNDERSTUDY_CONTROL: '0.0.0.0:4101' });
    expect(checkout?.labels).toMatchObject({ 'understudy.dev/sidecar': 'true' });
    const [monitor] = manifests.filter(({ kind }) => kind === 'PodMonitor');
    expect(monitor?.['spec']).toMatchObject({
      selector: { matchLabels: { 'understudy.dev/sidecar': 'true' } },
      podMetricsEndpoints: [{ port: container.ports[0]?.name }],
    });
  });
});

describe('the rules', () => {
  it('are what npm run rules writes', async () => {
    const file = join(ROOT, FOLDER, 'components/rules/prometheusrule.yaml');
    expect(await readFile(file, 'utf8')).toBe(prometheusRule());
  });

  it('are still rules when they come out', async () => {
    const { manifests } = await kustomize(`${FOLDER}/examples/gateway`);
    const file = join(await mkdtemp(join(tmpdir(), 'understudy-deploy-')), 'rules.yml');
    await writeFile(file, stringify(manifests.find(({ kind }) => kind === 'PrometheusRule')?.['spec']));
    const { code, said } = await promtool(['check', 'rules', file]);
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('SUCCESS') });
  });
});

interface ServiceSpec {
  readonly selector: Record<string, string>;
  readonly ports: readonly { readonly targetPort: string }[];
}

interface MonitorSpec {
  readonly selector: { readonly matchLabels: Record<string, string> };
}
