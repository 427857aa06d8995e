import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { contactPointsSchema, lokiSchema, policiesSchema, tempoSchema } from './provisionedFiles.ts';
import { ROOT } from './tools.ts';

const read = async (path: string): Promise<unknown> => parse(await readFile(join(ROOT, 'provisioning', path), 'utf8'));
const text = (path: string): Promise<string> => readFile(join(ROOT, path), 'utf8');

describe('provisioning/grafana/alerting', () => {
  it('sends every alert to a contact point that is there', async () => {
    const { contactPoints } = contactPointsSchema.parse(await read('grafana/alerting/contact-points.yml'));
    const { policies } = policiesSchema.parse(await read('grafana/alerting/policies.yml'));
    const names = contactPoints.map(({ name }) => name);
    for (const { receiver, routes } of policies) {
      for (const one of [receiver, ...routes.map((route) => route.receiver)]) expect(names).toContain(one);
    }
  });

  it('has variables that the container gets', async () => {
    const used = /url: \$(\w+)/.exec(await text('provisioning/grafana/alerting/contact-points.yml'))?.[1];
    expect(await text('docker-compose.yml')).toContain(`\n      ${used}: `);
  });

  it('a key that Grafana does not know is refused', () => {
    const wrong = { apiVersion: 1, policies: [{ orgId: 1, receiver: 'a', group_by: [], routes: [], groupWait: '1s' }] };
    expect(policiesSchema.safeParse(wrong).success).toBe(false);
  });
});

describe('the profiles', () => {
  it('loki: keeps its data in the volume, and listens where Grafana and the shipper look', async () => {
    const { common, server } = lokiSchema.parse(await read('loki/loki.yml'));
    const compose = await text('docker-compose.yml');
    expect(compose).toContain(`- loki-data:${common.path_prefix}\n`);
    for (const path of ['provisioning/alloy/config.alloy', 'provisioning/grafana/datasources/loki.yml']) {
      expect(await text(path)).toContain(`http://loki:${server.http_listen_port}`);
    }
  });

  it('loki: the shipper sends the lines of the tag that the agent has, and of no other', async () => {
    const alloy = await text('provisioning/alloy/config.alloy');
    const tag = /tag: ([\w-]+)/.exec(await text('docker-compose.yml'))?.[1];
    expect(alloy).toContain(`{tag!=\\"${tag}\\"}`);
    expect(alloy.match(/[{]/g)?.length).toBe(alloy.match(/[}]/g)?.length);
  });

  it('tempo: keeps its data in the volume, and listens where Grafana and the agent look', async () => {
    const { distributor, server, storage } = tempoSchema.parse(await read('tempo/tempo.yml'));
    const port = distributor.receivers.otlp.protocols.http.endpoint.split(':')[1] ?? '';
    const compose = await text('docker-compose.yml');
    expect(compose).toContain(`OTEL_EXPORTER_OTLP_ENDPOINT: http://tempo:${port}\n`);
    expect(await text('provisioning/grafana/datasources/tempo.yml')).toContain(
      `http://tempo:${server.http_listen_port}`,
    );
    for (const { path } of [storage.trace.wal, storage.trace.local]) expect(path).toMatch(/^\/var\/tempo\//);
  });
});
