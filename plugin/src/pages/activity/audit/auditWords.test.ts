import { describe, expect, it } from '@jest/globals';
import { listAudit, type AuditEntry } from '@understudy/contract';
import { actionsOf, AUDIT_RESOURCES, resourceOf } from './auditResources.ts';
import { changeText, reasonOf, whatText } from './auditWords.ts';

const example = listAudit.success.example as { items: [AuditEntry] };
const entry = (more: Partial<AuditEntry>): AuditEntry => ({ ...example.items[0], detail: '', changes: [], ...more });

describe('an entry of the audit', () => {
  it.each([
    ['putChain', 'vendor/gpt-4o', 'Chain vendor/gpt-4o'],
    ['resetPolicy', '', 'Policy'],
    ['patchProvider', 'azure-eu', 'Provider azure-eu'],
    ['createModel', 'new/one', 'Model new/one'],
    ['rollbackRevision', '121', 'Configuration'],
    ['syncPrices', '', 'Price book'],
    ['rotateSecrets', '', 'Access'],
    ['applyLitellm', '', 'LiteLLM'],
    ['POST /nonsense', '', 'POST /nonsense'],
    ['operationFromTomorrow', 'x', 'operationFromTomorrow x'],
  ])('is about what it acted on: %s', (action, target, what) => {
    expect(whatText(entry({ action, target }))).toBe(what);
  });

  it.each([
    [{ action: 'rollbackRevision', target: '121' }, 'Rolled back to revision 121'],
    [{ action: 'resetPolicy' }, 'Reset to defaults'],
    [
      { action: 'runDrill', detail: 'rate_limit at the primary: before the launch' },
      'Tested: rate limit at the primary',
    ],
    [{ action: 'createModel' }, 'Created'],
    [{ action: 'deleteChain' }, 'Deleted'],
    [{ action: 'reload' }, 'The file changed'],
    [{ outcome: 'refused', status: 403, detail: 'this needs the role editor' }, 'Refused: this needs the role editor'],
    [{ outcome: 'refused', status: 412, detail: '' }, 'Refused: 412'],
    [{ changes: ['policy.triggers.quota.retries', '… and 7 more'] }, 'retries, … and 7 more changed'],
    [{ changes: [] }, '–'],
  ] as const)('says what was done: %j', (more, words) => {
    expect(changeText(entry(more as Partial<AuditEntry>), undefined)).toBe(words);
  });

  it('says it with values as soon as they are known', () => {
    const diff = [{ path: 'chains["gpt-4o"].fallbacks', before: ['a'], after: ['a', 'b'] }];
    expect(changeText(entry({}), diff)).toBe('Added b as step 2');
    expect(changeText(entry({ changes: ['chains["gpt-4o"].fallbacks'] }), [])).toBe('fallbacks changed');
  });

  it('has a reason where its author gave one', () => {
    expect(reasonOf(entry({ detail: 'slow today' }))).toBe('slow today');
    expect(reasonOf(entry({ detail: '' }))).toBeUndefined();
    expect(reasonOf(entry({ outcome: 'refused', detail: 'no' }))).toBeUndefined();
    expect(reasonOf(entry({ action: 'runDrill', detail: 'quota at the primary' }))).toBeUndefined();
    expect(reasonOf(entry({ action: 'runDrill', detail: 'quota at the primary: because' }))).toBe('because');
  });
});

describe('the filter of resources', () => {
  it('asks for the actions on what was chosen', () => {
    expect(actionsOf([])).toBeUndefined();
    expect(actionsOf(['nonsense'])).toBeUndefined();
    expect(actionsOf(['policy', 'prices'])).toBe('putPolicy,resetPolicy,syncPrices');
  });

  it('knows each action once', () => {
    const actions = (actionsOf(AUDIT_RESOURCES) ?? '').split(',');
    expect(new Set(actions).size).toBe(actions.length);
    expect(resourceOf('runDrill')).toBe('chain');
  });
});
