import { describe, expect, it } from '@jest/globals';
import { toDataFrame } from '@grafana/data';
import pluginJson from '../plugin.json';
import { alertLink, panelLink } from './links.ts';

describe('links from other pages', () => {
  it('are declared in plugin.json word for word: Grafana drops what is not', () => {
    const declared = [panelLink, alertLink].map(({ title, description, targets }) => ({
      title,
      description,
      targets: [targets].flat(),
    }));
    expect(pluginJson.extensions.addedLinks).toEqual(declared);
  });

  it('lead from a panel of one model to its chain, of several to the list, of none nowhere', () => {
    const of = (...models: string[]) => {
      const series = models.map((model) =>
        toDataFrame({ fields: [{ name: 'Value', values: [1], labels: { model } }] }),
      );
      return panelLink.configure?.({ data: { series } } as never);
    };
    expect(of('org/gpt')?.path).toBe('/a/understudy-fallback-app/chains?model=org%2Fgpt');
    expect(of('a', 'b')?.path).toBe('/a/understudy-fallback-app/chains');
    expect(of()).toBeUndefined();
  });

  it('lead from an alert to the chain of its model', () => {
    expect(alertLink.configure?.({ labels: { model: 'gpt-4o' } })?.path).toContain('chains?model=gpt-4o');
    expect(alertLink.configure?.({ labels: {} })).toBeUndefined();
  });
});
