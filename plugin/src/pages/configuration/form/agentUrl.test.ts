import { describe, expect, it } from '@jest/globals';
import { readAgentUrl } from './agentUrl.ts';

describe('the address of the agent', () => {
  it.each([
    ['http://checkout-agent:4101', 'http://checkout-agent:4101', []],
    ['  https://agent.example  ', 'https://agent.example', []],
    ['http://checkout-agent:4101/', 'http://checkout-agent:4101', ['slash']],
    ['http://checkout-agent:4101/api/v1', 'http://checkout-agent:4101', ['api-path']],
    ['http://checkout-agent:4101/api/v1/', 'http://checkout-agent:4101', ['slash', 'api-path']],
    ['https://gateway/understudy', 'https://gateway/understudy', ['path']],
    ['https://gateway/understudy/api', 'https://gateway/understudy', ['api-path', 'path']],
    ['http://localhost:4101', 'http://localhost:4101', ['loopback']],
    ['http://127.0.0.1:4101', 'http://127.0.0.1:4101', ['loopback']],
    ['http://[::1]:4101', 'http://[::1]:4101', ['loopback']],
    ['HTTP://Agent:80', 'http://agent', []],
    ['', '', []],
  ])('%j is stored as %j', (text, url, notes) => {
    expect(readAgentUrl(text)).toEqual({ url, notes });
  });

  it.each([
    ['checkout-agent:4101', 'not-a-url'],
    ['checkout-agent', 'not-a-url'],
    ['http://', 'not-a-url'],
    ['ftp://agent', 'not-http'],
    ['http://ada:secret@agent:4101', 'has-user'],
    ['http://agent:4101?token=x', 'has-query'],
    ['http://agent:4101#x', 'has-query'],
  ])('%j is refused: %s', (text, problem) => {
    expect(readAgentUrl(text)).toEqual({ url: text, problem, notes: [] });
  });
});
