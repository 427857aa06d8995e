import { expectNoSeriousViolations } from '../kit/expectAccessible.ts';
import { expect, test } from '../kit/test.ts';
import { useStage } from '../kit/useStage.ts';
import { AppShell } from '../pages/AppShell.ts';
import { pathOf } from '../pages/appPages.ts';

const stage = useStage();

test('a model with slashes in its id is edited, and its price is known afterwards', async ({ page }) => {
  const id = 'meta-llama/llama-3.1/8b-instruct';
  await stage.current.open(page, pathOf('models'));
  await page.getByRole('button', { name: `Actions for ${id}` }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await expect(page.getByRole('textbox', { name: /^Id/ })).toHaveValue(id);
  await page.getByRole('textbox', { name: 'Context window' }).fill('64000');
  await expectNoSeriousViolations(page);
  await page.getByRole('button', { name: 'Save model' }).click();
  await expect(new AppShell(page).toast(/is in force/)).toBeVisible();
  await expect(page.getByRole('row', { name: new RegExp(id) })).toContainText('64K');
});

test('switching off a model that chains use says which, and leaves them skipping it', async ({ page }) => {
  await stage.current.open(page, pathOf('models'));
  const enabled = page.getByRole('switch', { name: 'mistral-large: enabled' });
  await enabled.press('Space');
  const asked = page.getByRole('dialog', { name: /Disable mistral-large/ });
  await expect(asked).toContainText('1 chain skips it: gpt-4-turbo.');
  await asked.getByRole('button', { name: 'Disable' }).click();
  await expect(enabled).not.toBeChecked();
});

test('a provider keeps its sealed key, which no page shows', async ({ page }) => {
  await stage.current.open(page, pathOf('models?tab=providers'));
  await expect(page.getByRole('row', { name: /mistral/ })).toContainText('No key');
  await page.getByRole('button', { name: 'Edit openai' }).click();
  await expect(page.getByLabel(/^Key/)).toHaveValue('');
  await page.getByLabel(/Priority/).fill('5');
  await page.getByRole('button', { name: 'Save provider' }).click();
  await expect(new AppShell(page).toast(/is in force/)).toBeVisible();
  await expect(page.getByRole('row', { name: /openai/ })).toContainText('Key set');
});

test('what the agent refuses is said in the form, and nothing is stored', async ({ page, watch }) => {
  watch.expectFault(/^400 /);
  await stage.current.open(page, pathOf('models?edit='));
  await page.getByRole('textbox', { name: /^Id/ }).fill('a//b');
  await page.getByRole('combobox', { name: 'Provider' }).fill('openai');
  await page.getByRole('option', { name: 'openai' }).click();
  await page.getByRole('button', { name: 'Save model' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByRole('textbox', { name: /^Id/ })).toHaveValue('a//b');
});

test('prices are compared before any is taken', async ({ page }) => {
  await stage.current.open(page, pathOf('models?tab=prices'));
  await page.getByRole('button', { name: 'Compare prices' }).click();
  const drawer = page.getByRole('dialog', { name: /Compare prices/ });
  await expect(drawer).toBeVisible();
  await expectNoSeriousViolations(page);
});

test('an editor looks at the registry', async ({ page }) => {
  await stage.current.open(page, pathOf('models'), { as: 'editor' });
  await expect(page.getByText('You can look, not edit: editor.')).toBeVisible();
  await expect(page.getByRole('switch')).toHaveCount(0);
});
