import { expectNoSeriousViolations } from '../kit/expectAccessible.ts';
import { expect, test } from '../kit/test.ts';
import { useStage } from '../kit/useStage.ts';
import { pathOf } from '../pages/appPages.ts';

const stage = useStage();

test('an agent without LiteLLM teaches its flags, and shows the file it would write', async ({ page }) => {
  await stage.current.open(page, pathOf('litellm'));
  const taught = page.getByRole('region', { name: 'This agent knows no LiteLLM' });
  await expect(taught).toContainText('--litellm-config');
  await expect(taught.getByRole('button', { name: 'Copy' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Rendered file' })).toContainText('model_name: gpt-4o');
  await expect(page.getByRole('button', { name: 'Apply' })).toHaveCount(0);
  await expectNoSeriousViolations(page);
});

test('a viewer sees the same file', async ({ page }) => {
  await stage.current.open(page, pathOf('litellm'), { as: 'viewer' });
  await expect(page.getByRole('region', { name: 'Rendered file' })).toContainText('model_list:');
  await expect(page.getByText('You can look, not edit: viewer.')).toBeVisible();
});
