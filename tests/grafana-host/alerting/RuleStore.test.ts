import { beforeEach, describe, expect, it } from '@jest/globals';
import { ApiProblem } from './ApiProblem.ts';
import { FolderStore } from './FolderStore.ts';
import type { HostGroup, HostRule } from './hostRule.ts';
import { may, permissionsOf } from './permissions.ts';
import { RuleStore } from './RuleStore.ts';

let store: RuleStore;

beforeEach(() => {
  const folders = new FolderStore();
  folders.create({ uid: 'own', title: 'Own' });
  store = new RuleStore(folders);
});

function rule(change: Partial<HostRule> = {}): HostRule {
  return {
    uid: 'one',
    title: 'One',
    folderUID: 'own',
    ruleGroup: 'group',
    condition: 'C',
    data: [
      { refId: 'A', datasourceUid: 'prometheus', model: { expr: 'up' } },
      { refId: 'C', datasourceUid: '__expr__', model: { type: 'threshold' } },
    ],
    noDataState: 'OK',
    execErrState: 'Error',
    for: '5m',
    ...change,
  };
}

const group = (rules: readonly HostRule[], change: Partial<HostGroup> = {}): HostGroup => ({
  title: 'group',
  folderUid: 'own',
  interval: 30,
  rules,
  ...change,
});

function refusal(write: () => void): readonly [number, string] {
  try {
    write();
  } catch (error) {
    if (error instanceof ApiProblem) return [error.status, error.message];
    throw error;
  }
  throw new Error('it was taken');
}

describe('a rule group', () => {
  it('is replaced as a whole', () => {
    store.replace(group([rule(), rule({ uid: 'two', title: 'Two' })]), '');
    store.replace(group([rule({ uid: 'two', title: 'Two', for: '1h' })], { interval: 60 }), '');
    expect(store.group('own', 'group')).toMatchObject({ interval: 60, rules: [{ uid: 'two', for: '1h' }] });
  });

  it.each([
    ['an interval beside the scheduler', group([rule()], { interval: 15 }), 'divided exactly by scheduler interval'],
    ['a missing folder', group([rule()], { folderUid: 'none' }), 'folder does not exist'],
    ['a long uid', group([rule({ uid: 'u'.repeat(41) })]), 'longer than 40'],
    ['a strange uid', group([rule({ uid: 'a.b' })]), 'invalid characters'],
    ['a rule without a title', group([rule({ title: '' })]), 'title is empty'],
    ['two rules of one title', group([rule(), rule({ uid: 'two' })]), 'title under the same'],
    ['a condition that is no query', group([rule({ condition: 'X' })]), 'condition X does not exist'],
    ['a strange state', group([rule({ noDataState: 'Nothing' })]), 'unknown NoData state'],
    ['a strange duration', group([rule({ for: 'soon' })]), 'not a valid duration'],
  ])('refuses %s, and keeps what it had', (_name, written, words) => {
    store.replace(group([rule({ uid: 'kept', title: 'Kept' })]), '');
    const [status, message] = refusal(() => store.replace(written, ''));
    expect(status).toBe(400);
    expect(message).toContain(words);
    expect(store.list().map(({ uid }) => uid)).toEqual(['kept']);
  });

  it('keeps to provenance: a file’s rules stay, the API’s may be let go', () => {
    store.replace(group([rule()]), 'api');
    store.replace(group([rule({ for: '1h' })]), '');
    expect(store.list()[0]).not.toHaveProperty('provenance');
    store.replace(group([rule()]), 'file');
    expect(refusal(() => store.replace(group([rule()]), ''))[0]).toBe(500);
    expect(refusal(() => store.remove('own', 'group', ''))[0]).toBe(500);
  });

  it('is gone after its removal', () => {
    store.replace(group([rule()]), '');
    store.remove('own', 'group', '');
    expect(refusal(() => store.group('own', 'group'))[0]).toBe(404);
  });
});

describe('a folder', () => {
  it('is created once', () => {
    const folders = new FolderStore();
    folders.create({ uid: 'own', title: 'Own' });
    expect(refusal(() => folders.create({ uid: 'own', title: 'Own' }))[0]).toBe(412);
    expect(refusal(() => folders.create({ uid: 'x', title: '' }))[0]).toBe(400);
    expect(refusal(() => folders.get('none'))[0]).toBe(404);
  });
});

describe('the basic roles', () => {
  it('let admins provision, editors make folders, viewers look', () => {
    expect(may('Admin', 'alert.provisioning:write')).toBe(true);
    expect(may('Editor', 'alert.provisioning:write', 'alert.rules.provisioning:write')).toBe(false);
    expect(may('Editor', 'folders:create')).toBe(true);
    expect(permissionsOf('Viewer')).toMatchObject({ 'alert.rules:read': true, 'alert.rules.external:read': true });
  });
});
