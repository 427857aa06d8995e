import { describe, expect, it } from '@jest/globals';
import { createSecretResolver } from '../store/index.ts';
import { ClientKeys } from './clientKeys.ts';

const resolve = createSecretResolver({ env: { CHECKOUT_KEY: 'k1' } });

describe('client keys', () => {
  it('are not asked for while no clients are configured', () => {
    expect(new ClientKeys({}, resolve).anonymous).toBe(true);
  });

  it('name the client', () => {
    const keys = new ClientKeys({ clients: [{ id: 'checkout', key: 'env:CHECKOUT_KEY' }] }, resolve);
    expect(keys.anonymous).toBe(false);
    expect(keys.identify('k1')).toBe('checkout');
    expect(keys.identify('k2')).toBeNull();
    expect(keys.identify('')).toBeNull();
  });

  it('let nobody in by a key that cannot be had, and tell', () => {
    const keys = new ClientKeys({ clients: [{ id: 'a', key: 'env:NOT_THERE' }] }, resolve);
    expect(keys.anonymous).toBe(false);
    expect(keys.identify('')).toBeNull();
    expect(keys.problems).toEqual(['client a: variable NOT_THERE is not set']);
  });
});
