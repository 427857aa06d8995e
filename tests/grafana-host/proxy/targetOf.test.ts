import { describe, expect, it } from '@jest/globals';
import { targetOf } from './targetOf.ts';

const data = { JsonData: { agentUrl: 'http://agent:4101' }, SecureJsonData: {} };

function target(url: string, rest: string, query = ''): string {
  const { origin, path } = targetOf({ path: '*', url }, rest, query, data);
  return `${origin} ${path}`;
}

describe('targetOf', () => {
  it.each([
    ['http://h/api', '', '', 'http://h /api'],
    ['http://h/api/instances/', '', '', 'http://h /api/instances/'],
    ['http://h/api', 'status', '?limit=1', 'http://h /api/status?limit=1'],
    ['http://h/api/', '/status', '', 'http://h /api/status'],
    ['http://h', 'status', '', 'http://h /status'],
    ['http://h', '', '', 'http://h /'],
    ['http://h/api', 'openai/gpt-4o', '', 'http://h /api/openai/gpt-4o'],
    ['http://h/api', 'llama3:70b@x+y', '', 'http://h /api/llama3:70b@x+y'],
    ['http://h/api', 'a b?c#d%e', '', 'http://h /api/a%20b%3Fc%23d%25e'],
    ["http://h/a'pi", '(x)!*', '', 'http://h /a%27pi/%28x%29%21%2A'],
    ['http://h/a?fixed=1', 'x', '?b=2', 'http://h /a/x?b=2'],
    ['{{ orEmpty .JsonData.agentUrl }}/api/v1', 'status', '', 'http://agent:4101 /api/v1/status'],
    ['{{ orEmpty .JsonData.missing }}/api/v1', 'status', '', ' /api/v1/status'],
  ])('%s with %j and %j', (url, rest, query, wanted) => {
    expect(target(url, rest, query)).toBe(wanted);
  });
});
