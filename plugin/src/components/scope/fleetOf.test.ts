import { expect, it } from '@jest/globals';
import { fleetOf } from './fleetOf.ts';

const series = (group: string, hash: string, agents: number) => ({
  labels: { group, hash },
  times: [0],
  values: [agents],
});

it('counts agents over groups and configurations', () => {
  expect(fleetOf([series('default', 'a', 2), series('eu', 'b', 3)])).toEqual({
    agents: 5,
    groups: ['default', 'eu'],
    differing: 0,
  });
});

it('takes the configuration of most agents of a group for the right one', () => {
  const fleet = fleetOf([series('default', 'a', 2), series('default', 'b', 1), series('eu', 'b', 1)]);
  expect(fleet.differing).toBe(1);
});

it('knows no agent where nothing is scraped', () => {
  expect(fleetOf([])).toEqual({ agents: 0, groups: [], differing: 0 });
});
