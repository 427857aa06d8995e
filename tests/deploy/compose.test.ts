import { existsSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { promtool } from '../kit/promtool.ts';
import { runTool } from '../kit/runTool.ts';
import { interpolate, readCompose } from './composeModel.ts';
import { ROOT } from './tools.ts';

const text = await readFile(join(ROOT, 'docker-compose.yml'), 'utf8');
const example = await readFile(join(ROOT, '.env.example'), 'utf8');
const dockerfile = await readFile(join(ROOT, 'Dockerfile'), 'utf8');

const REQUIRED = [...example.matchAll(/^(\w+)=$/gm)].flatMap(([, name]) => name ?? []);
const VARIABLES = Object.fromEntries(REQUIRED.map((name) => [name, `${name}-of-the-test`]));

const { services, volumes } = await readCompose(interpolate(text, VARIABLES));
const SERVICES = Object.entries(services);

/** Of services without a health check of their own: why there is none. */
const UNCHECKED = ['traffic', 'traffic-a', 'ollama-model'];

describe('docker-compose.yml', () => {
  it('asks for nothing that .env.example does not explain, and for all that has no default', () => {
    const used = [...text.matchAll(/\$\{(\w+)/g)].flatMap(([, name]) => name ?? []);
    expect([...new Set(used)].filter((name) => !new RegExp(`^#?${name}=`, 'm').test(example))).toEqual([]);
    for (const name of REQUIRED) {
      expect(() => interpolate(text, { ...VARIABLES, [name]: '' })).toThrow(`${name}: see .env.example`);
    }
  });

  it('is refused where a key is misspelt or a value of another kind', async () => {
    const good = interpolate(text, VARIABLES);
    await expect(readCompose(good.replace('healthcheck:', 'helthcheck:'))).rejects.toThrow(/helthcheck/);
    await expect(readCompose(good.replace('read_only: true', 'read_only: [yes]'))).rejects.toThrow(/read_only/);
  });

  it.each(SERVICES)('%s: a pinned image, hardened, no port beyond this machine', (_name, service) => {
    expect(service.image).toMatch(/:v?\d+\.\d+\.\d+$/);
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    expect(service.privileged ?? false).toBe(false);
    expect((service.ports ?? []).map(({ host_ip }) => host_ip).filter((address) => address !== '127.0.0.1')).toEqual(
      [],
    );
  });

  it.each(SERVICES)('%s: a health check, its own or its image’s', (name, { healthcheck, build }) => {
    const stage = dockerfile.split(/^FROM /m).find((part) => part.split('\n')[0]?.endsWith(` AS ${build?.target}`));
    const own = healthcheck?.disable !== true && (healthcheck?.test?.length ?? 2) > 1;
    const checked = own && (healthcheck?.test !== undefined || stage?.includes('HEALTHCHECK') === true);
    expect(checked).toBe(!UNCHECKED.includes(name));
  });

  it.each(SERVICES)('%s: mounts what is there, read-only, and volumes with names', (_name, service) => {
    for (const { type, source = '', read_only } of service.volumes ?? []) {
      if (type === 'volume') expect(Object.keys(volumes)).toContain(source);
      else {
        expect([source, read_only]).toEqual([source, true]);
        expect(source.startsWith('/var/lib/docker/') || existsSync(join(ROOT, source))).toBe(true);
      }
    }
  });

  it.each(SERVICES)('%s: waits for services that are there and can tell that they are well', (_name, service) => {
    for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
      expect([Object.keys(services).includes(other), condition]).toEqual([true, 'service_healthy']);
      expect(UNCHECKED).not.toContain(other);
      // Else it would not start with its own profile alone.
      expect([undefined, service.profiles?.[0]]).toContain(services[other]?.profiles?.[0]);
    }
  });

  it('publishes a port once, whatever profiles are on', () => {
    const published = SERVICES.flatMap(([, { ports = [] }]) => ports.map((port) => port.published));
    expect(new Set(published).size).toBe(published.length);
  });

  it('starts what everybody needs, and the rest by profile', () => {
    const names = (profile?: string): string[] =>
      SERVICES.filter(([, { profiles }]) => profiles?.[0] === profile)
        .map(([name]) => name)
        .sort();
    expect(names()).toEqual(['agent', 'alertmanager', 'grafana', 'prometheus', 'sim', 'traffic']);
    expect(names('redis')).toEqual(['agent-a', 'agent-b', 'redis', 'traffic-a']);
    expect(names('loki')).toEqual(['alloy', 'loki']);
    expect(names('tempo')).toEqual(['tempo']);
    expect(names('ollama')).toEqual(['ollama', 'ollama-model']);
  });

  it('lets nobody into Grafana without the password of .env', () => {
    expect(services['grafana']?.environment?.['GF_SECURITY_ADMIN_PASSWORD']).toBe('GRAFANA_ADMIN_PASSWORD-of-the-test');
    expect(dockerfile).toContain('GF_AUTH_ANONYMOUS_ENABLED=false');
  });
});

describe('.env.example', () => {
  it('becomes .env by its own line, with a value of its own for each secret', async () => {
    const command = /^# {3}(while .+) >\.env$/m.exec(example)?.[1] ?? '';
    const { code, said } = await runTool('sh', ['-c', `cd '${ROOT}' && ${command}`]);
    const made = [...said.matchAll(/^(\w+)=(.*)$/gm)];

    expect(code).toBe(0);
    expect(made.map(([, name]) => name)).toEqual(REQUIRED);
    for (const [, , value] of made) expect(value).toMatch(/^[0-9a-f]{48}$/);
    expect(new Set(made.map(([, , value]) => value)).size).toBe(REQUIRED.length);
  });
});

describe('what docker-compose.yml mounts', () => {
  it('Prometheus takes its configuration with the rules that it names', async () => {
    const { code, said } = await promtool(['check', 'config', join(ROOT, 'provisioning/prometheus/prometheus.yml')]);
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringMatching(/rules? found/) });
  });

  it('Prometheus looks for the agents of the profile `redis` by name, under the name of the others', async () => {
    const config = parse(await readFile(join(ROOT, 'provisioning/prometheus/prometheus.yml'), 'utf8')) as {
      scrape_configs: readonly { job_name: string; dns_sd_configs?: unknown; relabel_configs?: unknown }[];
    };
    const [others, shared] = config.scrape_configs;
    const names = SERVICES.filter(([, { environment }]) => environment?.['UNDERSTUDY_STORE']).map(([name]) => name);
    expect(shared).toMatchObject({
      dns_sd_configs: [{ names, type: 'A', port: 4101 }],
      relabel_configs: [{ target_label: 'job', replacement: others?.job_name }, { target_label: 'instance' }],
    });
  });

  it('Alertmanager takes its configuration', async () => {
    const { code } = await runTool('amtool', [
      'check-config',
      join(ROOT, 'provisioning/alertmanager/alertmanager.yml'),
    ]);
    expect(code).toBe(0);
  });

  it.each(['understudy.yaml', 'with-ollama.yaml'])('the agent starts with %s', async (name) => {
    const folder = await mkdtemp(join(tmpdir(), 'understudy-compose-'));
    const file = join(ROOT, 'provisioning/agent', name);
    const env = `CHECKOUT_KEY=a-key-of-the-test SIM_API_KEY=simulated UNDERSTUDY_DATA_DIR='${folder}'`;
    const { code, said } = await runTool('sh', [
      '-c',
      `${env} '${process.execPath}' agent/bin/understudy.js validate '${file}'`,
    ]);
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('is valid') });
  });
});

describe('Dockerfile', () => {
  it('copies what is there and what .dockerignore lets through', async () => {
    const ignore = (await readFile(join(ROOT, '.dockerignore'), 'utf8')).split('\n');
    const allowed = ignore.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+)$/gm)].flatMap(([, paths = '']) =>
      paths.split(' ').slice(0, -1),
    );
    expect(copied.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    expect(copied.filter((path) => !allowed.some((name) => path === name || path.startsWith(`${name}/`)))).toEqual([]);
  });
});
