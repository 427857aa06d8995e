import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { getAlerts } from '@understudy/contract';
import { generateRules, renderRules } from '../../rules/index.ts';
import { registryDocument } from '../testkit/registryDocument.ts';
import { startWritingApi, type WritingApi } from '../testkit/writingApi.ts';

const DOCUMENT = registryDocument({
  warnings: { fallbackRate: 0.2 },
  alerts: { chains: { 'gpt-4o': { fallbackRate: 0.4 } } },
});

let api: WritingApi;
beforeEach(async () => {
  api = await startWritingApi({ document: DOCUMENT });
});
afterEach(() => api.close());

describe('alerts', () => {
  it('are the rules of the document in force, with both files', async () => {
    const answer = await api.call('GET', '/alerts', { token: 'view' });
    const rules = generateRules(DOCUMENT);
    expect(answer.as(getAlerts)).toEqual({
      ...{ revision: 1, ...rules },
      ...{ prometheus: renderRules(rules, 'prometheus'), grafana: renderRules(rules, 'grafana') },
    });
  });

  it('are those of the new document after a write', async () => {
    await api.call('GET', '/alerts');
    const document = { ...DOCUMENT, warnings: { fallbackRate: 0.3 } };
    const { etag } = await api.call('GET', '/config');
    expect((await api.call('PUT', '/config', { body: document, ifMatch: etag })).status).toBe(200);
    const rules = (await api.call('GET', '/alerts')).as(getAlerts);
    expect(rules.revision).toBe(2);
    expect(rules.alerting.rules[0]?.threshold).toBe('more than 30% in 15 minutes, from 20 requests on');
  });

  it.each([
    ['?format=prometheus', {}, 'prometheus'],
    ['?format=grafana', {}, 'grafana'],
    ['', { accept: 'application/yaml' }, 'prometheus'],
  ] as const)('are a plain file by %j, %j', async (query, headers, format) => {
    const answer = await api.call('GET', `/alerts${query}`, { token: 'view', headers });
    expect(answer.headers.get('content-type')).toBe('application/yaml; charset=utf-8');
    expect(answer.text).toBe(renderRules(generateRules(DOCUMENT), format));
  });

  it('are JSON to who takes both', async () => {
    const { headers } = await api.call('GET', '/alerts', { headers: { accept: '*/*' } });
    expect(headers.get('content-type')).toContain('application/json');
  });

  it('refuse another form', async () => {
    expect((await api.call('GET', '/alerts?format=xml')).status).toBe(400);
  });
});
