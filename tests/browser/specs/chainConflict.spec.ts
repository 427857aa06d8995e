import { expectNoSeriousViolations } from '../kit/expectAccessible.ts';
import { expect, test } from '../kit/test.ts';
import { useStage } from '../kit/useStage.ts';
import { ChainEditor } from '../pages/ChainEditor.ts';

const stage = useStage();

const CHAIN = '/chains/gpt-4o';

/** Puts the chain back to what the file of the tests begins with. */
async function begin(): Promise<void> {
  const { agent } = stage.current;
  const etag = (await agent.api('GET', CHAIN)).headers.get('etag') ?? '';
  await agent.api('PUT', CHAIN, { fallbacks: ['claude-sonnet', 'llama3.3:70b'] }, { 'if-match': etag });
}

test.beforeEach(begin);

test('two people edit one chain: the second sees both versions, and nothing is lost', async ({
  page,
  anotherPage,
  watch,
}) => {
  watch.expectFault(/^412 /);
  const [first, second] = [new ChainEditor(page), new ChainEditor(await anotherPage())];
  await stage.current.open(first.page, ChainEditor.path('gpt-4o'), { as: 'edda' });
  await stage.current.open(second.page, ChainEditor.path('gpt-4o'), { as: 'erik' });
  await second.handle('llama3.3:70b').focus();
  await second.page.keyboard.press('Alt+ArrowUp');
  await first.addModel('8b', 'meta-llama/llama-3.1/8b-instruct');
  await first.save('a third step');
  await expect(first.saveBar).toHaveCount(0);

  await second.save();
  const alert = second.page.getByRole('alert').filter({ hasText: /edda saved revision \d+ while you were editing/ });
  await expect(alert).toBeVisible();
  expect(await second.order()).toEqual(['llama3.3:70b', 'claude-sonnet']);
  await expect(second.reviewButton).toBeDisabled();
  await expectNoSeriousViolations(second.page);

  await alert.getByRole('button', { name: 'Show what changed' }).click();
  await expect(second.compare.getByRole('region', { name: 'When you began' })).toBeVisible();
  await expect(second.compare.getByRole('region', { name: /edda/ }).first()).toContainText(
    '8b-instruct added as step 3',
  );
  await expect(second.compare.getByRole('region', { name: 'Yours', exact: true })).toContainText(
    'llama3.3:70b moved from step 2 to 1',
  );
  await expectNoSeriousViolations(second.page);
  await second.compare.getByRole('button', { name: 'Keep mine on top' }).click();
  await expect
    .poll(() => second.order())
    .toEqual(['llama3.3:70b', 'claude-sonnet', 'meta-llama/llama-3.1/8b-instruct']);
  await second.save();
  await expect(second.saveBar).toHaveCount(0);
  const { fallbacks } = (await (await stage.current.agent.api('GET', CHAIN)).json()) as { fallbacks: string[] };
  expect(fallbacks).toEqual(['llama3.3:70b', 'claude-sonnet', 'meta-llama/llama-3.1/8b-instruct']);
});

test('a newer revision is said before saving, and can be taken instead', async ({ page, anotherPage }) => {
  test.slow();
  const [first, second] = [new ChainEditor(page), new ChainEditor(await anotherPage())];
  await stage.current.open(second.page, `${ChainEditor.path('gpt-4o')}&refresh=10s`, { as: 'erik' });
  await second.remove('claude-sonnet');
  await stage.current.open(first.page, ChainEditor.path('gpt-4o'), { as: 'edda' });
  await first.remove('llama3.3:70b');
  await first.save();
  await expect(second.page.getByText(/edda saved revision \d+ while you were editing/)).toBeVisible({
    timeout: 20_000,
  });
  await second.page.getByRole('button', { name: 'Show what changed' }).click();
  await second.compare.getByRole('button', { name: 'Discard mine' }).click();
  await expect.poll(() => second.order()).toEqual(['claude-sonnet']);
  await expect(second.saveBar).toHaveCount(0);
});

test('the history tells who changed what; editors load an old chain, admins roll back', async ({ page }) => {
  test.slow();
  const editor = new ChainEditor(page);
  await stage.current.open(page, ChainEditor.path('gpt-4o'), { as: 'edda' });
  await editor.remove('llama3.3:70b');
  await editor.save('too small');
  await expect(editor.saveBar).toHaveCount(0);
  await page.getByRole('button', { name: 'History' }).click();
  const revisions = editor.history.getByRole('button', { name: /^Revision \d+/ });
  await expect(revisions.first()).toContainText('edda');
  await expect(revisions.first()).toContainText('too small');
  // At its beginning, where no notification lies over it.
  await revisions.first().click({ position: { x: 40, y: 16 } });
  await expect(editor.history.locator('del')).toHaveText('llama3.3:70b');
  await expectNoSeriousViolations(page);
  await revisions.nth(1).click();
  await expect(editor.history.getByRole('button', { name: /^Roll back/ })).toHaveCount(0);
  await editor.history.getByRole('button', { name: 'Load this chain into the editor' }).click();
  await expect.poll(() => editor.order()).toEqual(['claude-sonnet', 'llama3.3:70b']);
  await expect(editor.saveBar).toContainText('1 unsaved change');

  await stage.current.open(page, `${ChainEditor.path('gpt-4o')}&drawer=history`, { as: 'anna' });
  await revisions.nth(1).click();
  await editor.history.getByRole('button', { name: /^Roll back to revision/ }).click();
  const confirm = page.getByRole('dialog', { name: /^Roll back to revision/ });
  await expect(confirm).toContainText('chains.gpt-4o.fallbacks');
  await confirm.getByRole('button', { name: 'Roll back' }).click();
  await expect.poll(() => editor.order()).toEqual(['claude-sonnet', 'llama3.3:70b']);
});
