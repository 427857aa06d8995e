import type { Page } from '@playwright/test';
import { expect, test } from '@grafana/plugin-e2e';
import { AppShell } from '../pages/AppShell.ts';
import { APP, APP_PAGES } from '../pages/appPages.ts';
import { ChainEditor } from '../pages/ChainEditor.ts';
import { DrillDrawer } from '../pages/DrillDrawer.ts';

/** Below `/a/<id>`, as `gotoAppPage` wants it. */
const below = (path: string): string => path.replace(`/a/${APP}`, '');

for (const { name, path } of APP_PAGES) {
  test(`${name} opens`, async ({ gotoAppPage, page }) => {
    await gotoAppPage({ pluginId: APP, path: below(path) });
    await expect(new AppShell(page).heading).toHaveText(name);
  });
}

test('the configuration says how the connection is', async ({ gotoAppConfigPage, page }) => {
  await gotoAppConfigPage({ pluginId: APP });
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Agent answers' })).not.toContainText('not tested');
});

/** The first chain that can be reordered, asked through Grafana's own proxy. */
async function chainToReorder(page: Page): Promise<string> {
  const answer = await page.request.get(`/api/plugin-proxy/${APP}/api/chains`);
  const { items } = (await answer.json()) as { items: { model: string; fallbacks: string[] }[] };
  const chain = items.find(({ fallbacks }) => fallbacks.length > 1);
  if (!chain) throw new Error('The agent needs a chain with two fallbacks.');
  return chain.model;
}

test('a chain is reordered by keyboard, reviewed and left as it was', async ({ gotoAppPage, page }) => {
  const editor = new ChainEditor(page);
  await gotoAppPage({ pluginId: APP, path: below(ChainEditor.path(await chainToReorder(page))) });
  await expect(editor.steps.nth(1)).toBeVisible();
  const before = await editor.order();
  await editor.handle(before[0] ?? '').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect.poll(() => editor.order()).toEqual([before[1], before[0], ...before.slice(2)]);
  await editor.reviewButton.click();
  await expect(editor.review).toBeVisible();
  await editor.review.getByRole('button', { name: 'Back to editing' }).click();
  await editor.saveBar.getByRole('button', { name: 'Discard' }).click();
  await expect.poll(() => editor.order()).toEqual(before);
});

test('a drill runs through the proxy, attempt by attempt', async ({ gotoAppPage, page }) => {
  await gotoAppPage({ pluginId: APP, path: '/overview' });
  await page
    .getByRole('button', { name: /^Test fallback/ })
    .first()
    .click();
  const drill = new DrillDrawer(page);
  await drill.run.click();
  await expect(drill.attempts.first()).toBeAttached();
  await expect(drill.frame.getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 60_000 });
});
