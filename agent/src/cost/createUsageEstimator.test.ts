import { describe, expect, it } from '@jest/globals';
import type { RequestTraits } from '../engine/index.ts';
import { aStep } from '../testkit/telemetryFixtures.ts';
import { createUsageEstimator } from './createUsageEstimator.ts';

const broken = {
  startWorker: () => {
    throw new Error('no threads here');
  },
};

const traits = (text: string, images: { url: string; detail: string | null }[] = []): RequestTraits => ({
  needs: new Set(),
  textBytes: Buffer.byteLength(text),
  text: () => text,
  images: () => images,
});

describe('estimated usage', () => {
  const estimator = createUsageEstimator(broken);

  it('is text and pictures in, text out, and says that it is estimated', async () => {
    const asked = traits('x'.repeat(400), [{ url: 'https://example.org/a.png', detail: 'low' }]);
    expect(await estimator.estimate(asked, 'y'.repeat(40), aStep())).toEqual({
      input: 185,
      output: 10,
      cacheRead: 0,
      cacheWrite: 0,
      reasoning: 0,
      estimated: true,
    });
    expect(await estimator.countInput(asked, aStep())).toBe(185);
  });

  it('is 500 in and 50 out where nothing is known', async () => {
    expect(await estimator.estimate(traits(''), '', aStep())).toMatchObject({
      input: 500,
      output: 50,
      estimated: true,
    });
    expect(await estimator.estimate(traits(''), 'abcd', aStep())).toMatchObject({ input: 500, output: 1 });
    expect(await estimator.estimate(traits('abcd'), '', aStep())).toMatchObject({ input: 1, output: 0 });
  });

  it('never counts a picture as text', async () => {
    const url = `data:image/png;base64,${'A'.repeat(100_000)}`;
    expect(await estimator.countInput(traits('', [{ url, detail: null }]), aStep())).toBe(765);
  });
});
