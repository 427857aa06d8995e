import { toDataFrame } from '@grafana/data';
import { describe, expect, it } from '@jest/globals';
import { modelOfAlert, modelsOfPanel } from './modelsOf.ts';

function series(labels: Record<string, string> | undefined) {
  return toDataFrame({ fields: [{ name: 'Value', values: [1], ...(labels && { labels }) }] });
}

describe('modelsOfPanel', () => {
  it('names each model of the labels once', () => {
    const data = {
      series: [series({ model: 'gpt-4o' }), series({ model: 'gpt-4o', route: 'x' }), series({ model: 'a/b' })],
    };
    expect(modelsOfPanel(data)).toEqual(['gpt-4o', 'a/b']);
  });

  it('finds none where there is no such label, or no data', () => {
    expect(modelsOfPanel({ series: [series({ job: 'x' }), series(undefined), series({ model: '' })] })).toEqual([]);
    expect(modelsOfPanel(undefined)).toEqual([]);
  });
});

describe('modelOfAlert', () => {
  it('reads the labels of a rule and of an instance', () => {
    expect(modelOfAlert({ labels: { model: 'gpt-4o' } })).toBe('gpt-4o');
    expect(modelOfAlert({ instance: { labels: { model: 'a/b' } } })).toBe('a/b');
  });

  it.each([undefined, null, 'text', {}, { labels: null }, { labels: { model: '' } }, { labels: { model: 4 } }])(
    'says nothing of %j',
    (context) => {
      expect(modelOfAlert(context)).toBeUndefined();
    },
  );
});
