import { describe, expect, it } from '@jest/globals';
import { formOf, isDirty, savedForm, secretsOf, settingsOf } from './formState.ts';

const STORED = formOf({ agentUrl: 'http://agent:4101', prometheusUid: 'prom' }, { adminToken: true });
const typed = (text: string, stored = false) => ({ stored, reset: stored, typed: text });

describe('the form', () => {
  it('begins with what is stored, and no secret', () => {
    expect(STORED).toEqual({
      agentUrl: 'http://agent:4101',
      prometheusUid: 'prom',
      adminToken: { stored: true, reset: false, typed: '' },
      viewerToken: { stored: false, reset: false, typed: '' },
    });
    expect(isDirty(STORED, STORED)).toBe(false);
    expect(secretsOf(STORED)).toEqual({});
  });

  it('stores the address as it is read, and keeps what it does not know', () => {
    const before = { agentUrl: 'http://old', later: 1 };
    expect(settingsOf({ ...STORED, agentUrl: 'http://agent:4101/api/v1/' }, before)).toEqual({
      agentUrl: 'http://agent:4101',
      prometheusUid: 'prom',
      later: 1,
    });
    expect(settingsOf({ ...STORED, agentUrl: '', prometheusUid: undefined }, before)).toEqual({ later: 1 });
  });

  it('sends a typed token without the spaces around it, and only that', () => {
    const form = { ...STORED, viewerToken: typed('  uv_123\n') };
    expect(secretsOf(form)).toEqual({ viewerToken: 'uv_123' });
    expect(isDirty(form, STORED)).toBe(true);
  });

  it('removes a token that was reset and not replaced', () => {
    const form = { ...STORED, adminToken: typed('', true) };
    expect(secretsOf(form)).toEqual({ adminToken: '' });
    expect(savedForm(form).adminToken).toEqual({ stored: false, reset: false, typed: '' });
  });

  it('holds no token once it is saved', () => {
    const saved = savedForm({ ...STORED, viewerToken: typed('uv_123') });
    expect(saved.viewerToken).toEqual({ stored: true, reset: false, typed: '' });
    expect(JSON.stringify(saved)).not.toContain('uv_123');
  });
});
