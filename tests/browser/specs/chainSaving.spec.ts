import { expectNoSeriousViolations } from '../kit/expectAccessible.ts';
import { expect, test } from '../kit/test.ts';
import { useStage } from '../kit/useStage.ts';
import { AppShell } from '../pages/AppShell.ts';
import { ChainEditor } from '../pages/ChainEditor.ts';

const stage = useStage();

const stored = async (model: string): Promise<readonly string[] | undefined> => {
  const chains = await stage.current.agent.api('GET', '/chains');
  const { items } = (await chains.json()) as { items: { model: string; fallbacks: string[] }[] };
  return items.find((chain) => chain.model === model)?.fallbacks;
};

test('what is added, removed and taken back is what the review shows and the agent stores', async ({ page }) => {
  await stage.current.open(page, ChainEditor.path('gpt-4o'), { as: 'edda' });
  const editor = new ChainEditor(page);
  await editor.remove('claude-sonnet');
  await page.keyboard.press('Control+z');
  expect(await editor.order()).toEqual(['claude-sonnet', 'llama3.3:70b']);
  await editor.remove('llama3.3:70b');
  await editor.addModel('8b ollama', 'meta-llama/llama-3.1/8b-instruct');
  await expect(editor.step('meta-llama/llama-3.1/8b-instruct')).toContainText('New');
  await expect(editor.step('meta-llama/llama-3.1/8b-instruct')).toContainText(
    'Smaller context window: 32K after 128K.',
  );
  await page.keyboard.press('Control+s');
  await expect(editor.review.getByRole('region', { name: /^Revision/ }).locator('del')).toHaveText('llama3.3:70b');
  await expect(editor.review.getByRole('region', { name: 'After saving' })).toContainText('8b-instruct added');
  await editor.review.getByRole('textbox', { name: /^Why/ }).fill('a smaller one is enough');
  await editor.review.getByRole('button', { name: /^Save revision/ }).click();
  const shell = new AppShell(page);
  await expect(page.getByText(/Revision \d+ is in force/)).toBeVisible();
  expect(await stored('gpt-4o')).toEqual(['claude-sonnet', 'meta-llama/llama-3.1/8b-instruct']);
  const audit = await stage.current.agent.api('GET', '/audit?action=putChain');
  const text = await audit.text();
  expect(text).toContain('a smaller one is enough');
  expect(text).toContain('edda');

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(shell.toast(/Revision \d+ is in force/)).toBeVisible();
  await expect.poll(() => editor.order()).toEqual(['claude-sonnet', 'llama3.3:70b']);
  expect(await stored('gpt-4o')).toEqual(['claude-sonnet', 'llama3.3:70b']);
});

test('a chain that the agent refuses is not reviewed, and says why', async ({ page }) => {
  await stage.current.open(page, ChainEditor.path('gpt-4o'), { as: 'editor' });
  const editor = new ChainEditor(page);
  await editor.addModel('turbo', 'gpt-4-turbo');
  await expect(editor.step('gpt-4-turbo')).toContainText('makes a circle');
  await expect(editor.reviewButton).toBeDisabled();
  await page.keyboard.press('Control+s');
  await expect(editor.review).toHaveCount(0);
  await editor.remove('gpt-4-turbo');
  await expect(editor.saveBar).toHaveCount(0);
});

test('what cannot be added is listed with its reason', async ({ page }) => {
  await stage.current.open(page, ChainEditor.path('gpt-4o'), { as: 'editor' });
  const editor = new ChainEditor(page);
  await editor.add.click();
  await editor.add.fill('mistral');
  await expect(page.getByRole('option', { name: /mistral-large/ })).toContainText(/key|credential/);
  await page.keyboard.press('Enter');
  expect(await editor.order()).toEqual(['claude-sonnet', 'llama3.3:70b']);
});

test('a chain is saved and tested at once', async ({ page }) => {
  await stage.current.open(page, ChainEditor.path('claude-sonnet'), { as: 'editor' });
  const editor = new ChainEditor(page);
  await page.getByRole('radio', { name: 'Immediate' }).press('Space');
  await editor.reviewButton.click();
  await editor.review.getByRole('button', { name: 'Save and test fallback' }).click();
  await expect(page.getByRole('dialog', { name: /Test fallback: claude-sonnet/ })).toBeVisible();
  await expect(page).toHaveURL(/drill=claude-sonnet/);
});

test('a chain is deleted, comes back by Undo, and is made anew', async ({ page }) => {
  const model = 'meta-llama/llama-3.1/8b-instruct';
  const editor = new ChainEditor(page);
  const empty = page.getByText(`${model} has no fallback yet: add the first one`);
  const remove = async (): Promise<void> => {
    await page.getByRole('button', { name: `More for ${model}` }).click();
    await page.getByRole('menuitem', { name: 'Delete chain' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete chain' }).click();
    await expect(empty).toBeVisible();
  };
  await stage.current.open(page, ChainEditor.path(model), { as: 'editor' });
  await remove();
  expect(await stored(model)).toBeUndefined();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(editor.steps).toHaveCount(1);
  await remove();
  await page.getByRole('button', { name: 'Close alert' }).click();
  await new AppShell(page).goTo('Chains');
  await page.getByRole('button', { name: 'Add chain' }).click();
  await page.getByRole('combobox', { name: 'Model that gets a chain' }).fill('8b');
  await page.getByRole('option', { name: /8b-instruct/ }).click();
  await expect(empty).toBeVisible();
  await editor.addModel('70b', 'llama3.3:70b');
  await editor.save();
  await expect.poll(() => stored(model)).toEqual(['llama3.3:70b']);
});

test('Undo says why where it cannot be', async ({ page, watch }) => {
  watch.expectFault(/^400 PUT/);
  await stage.current.open(page, ChainEditor.path('gpt-4-turbo'), { as: 'editor' });
  const editor = new ChainEditor(page);
  // Its provider has no key: it may stay, but not come anew.
  await editor.remove('mistral-large');
  await editor.save();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(new AppShell(page).toast(/mistral/)).toBeVisible();
  expect(await stored('gpt-4-turbo')).toEqual(['gpt-4o']);
});

test('a chain that is switched off says so, in the list too', async ({ page }) => {
  await stage.current.open(page, ChainEditor.path('claude-sonnet'), { as: 'editor' });
  const editor = new ChainEditor(page);
  await page.getByRole('button', { name: 'More for claude-sonnet' }).click();
  await page.getByRole('menuitem', { name: /Switch off/ }).click();
  await expect(editor.panel).toContainText('the chain is off');
  await editor.save();
  await expect(editor.saveBar).toHaveCount(0);
  await new AppShell(page).goTo('Chains');
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'claude-sonnet', exact: true }) });
  await expect(row).toContainText('Off');
});

test('a chain has rules of its own', async ({ page }) => {
  await stage.current.open(page, ChainEditor.path('gpt-4o'), { as: 'editor' });
  const editor = new ChainEditor(page);
  await page.getByRole('button', { name: "Edit this chain's policy" }).click();
  const rules = page.getByRole('dialog', { name: /Policy of gpt-4o/ });
  await rules.getByRole('spinbutton', { name: 'Rate limit: retries' }).fill('2');
  await expectNoSeriousViolations(page);
  await rules.getByRole('button', { name: 'Back to the chain' }).click();
  await expect(editor.panel).toContainText('2 s, 4 s: 6 s');
  await editor.reviewButton.click();
  await expect(editor.review).toContainText('triggers.rate_limit.retries as the policy → 2');
});

test('leaving with edits asks first', async ({ page }) => {
  await stage.current.open(page, ChainEditor.path('gpt-4o'), { as: 'editor' });
  const editor = new ChainEditor(page);
  await editor.remove('claude-sonnet');
  await page.getByRole('button', { name: 'History' }).click();
  await expect(editor.history).toBeVisible();
  await page.goBack();
  await expect(editor.history).toHaveCount(0);
  await expect(editor.saveBar).toBeVisible();
  await new AppShell(page).goTo('Policy');
  await page.getByRole('button', { name: 'Stay' }).click();
  await expect(editor.saveBar).toBeVisible();
  await new AppShell(page).goTo('Policy');
  await page.getByRole('button', { name: /^Leave/ }).click();
  await expect(new AppShell(page).heading).toHaveText('Policy');
});
