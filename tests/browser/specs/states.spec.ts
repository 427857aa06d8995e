import { unusedPort } from '../../sim/unusedPort.ts';
import { expectNoSeriousViolations } from '../kit/expectAccessible.ts';
import { expect, test } from '../kit/test.ts';
import { useStage } from '../kit/useStage.ts';
import { AppShell } from '../pages/AppShell.ts';
import { APP_PAGES } from '../pages/appPages.ts';

const stage = useStage({}, ({ agent }) => agent.askWithFailures('gpt-4o', 3, 5));

test.afterEach(() => stage.current.connect());

test('a page without an agent sends an admin to the configuration, others to an admin', async ({ page, watch }) => {
  watch.expectFault(/^502 /);
  test.slow();
  stage.current.connect('');
  for (const { name, path } of APP_PAGES) {
    await test.step(name, async () => {
      await stage.current.open(page, path, { as: 'admin' });
      await expect(page.getByText('No agent is connected')).toBeVisible();
      await expect(page.getByRole('link', { name: 'Open Configuration' })).toHaveAttribute('href', /\/plugins\//);
      await stage.current.open(page, path, { as: 'viewer' });
      await expect(page.getByText('Ask an admin to connect an agent.')).toBeVisible();
      await expect(page.getByRole('link', { name: 'Open Configuration' })).toHaveCount(0);
    });
  }
  await expectNoSeriousViolations(page);
});

test('a page whose agent is down says so, and what that does not mean', async ({ page, watch }) => {
  watch.expectFault(/^502 /);
  test.slow();
  stage.current.connect(`http://127.0.0.1:${await unusedPort()}`);
  for (const { name, path } of APP_PAGES) {
    await test.step(name, async () => {
      await stage.current.open(page, path);
      const alert = page.getByRole('alert').filter({ hasText: 'does not answer' }).first();
      await expect(alert).toContainText('Traffic may still flow');
      await expect(alert.getByRole('button', { name: 'Retry' })).toBeVisible();
    });
  }
  await expectNoSeriousViolations(page);
});

test('a page keeps what it shows when its agent goes down, and comes back by Retry', async ({ page, watch }) => {
  watch.expectFault(/^502 /);
  await stage.current.open(page, '/a/understudy-fallback-app/overview');
  const row = page.getByRole('row').filter({ hasText: 'gpt-4o' }).first();
  await expect(row).toBeVisible();
  stage.current.connect(`http://127.0.0.1:${await unusedPort()}`);
  await page.getByRole('button', { name: /^Refresh/ }).click();
  const alert = page.getByRole('alert').filter({ hasText: 'does not answer' });
  await expect(alert).toBeVisible();
  await expect(row).toBeVisible();
  await expect(page.getByText(/^As of /).first()).toBeVisible();
  stage.current.connect();
  await alert.getByRole('button', { name: 'Retry' }).click();
  await expect(alert).toHaveCount(0);
});

test('no page shows more than a viewer may do, nor asks for it', async ({ page }) => {
  test.slow();
  const denied: string[] = [];
  page.on('response', (response) => {
    if (response.status() === 403) denied.push(response.url());
  });
  for (const { name, path } of APP_PAGES) {
    await test.step(name, async () => {
      await stage.current.open(page, path, { as: 'viewer' });
      await expect(new AppShell(page).heading).toHaveText(name);
      await page.waitForLoadState('networkidle');
      for (const action of [
        /^Save/,
        /^Review changes/,
        /^Add chain/,
        /^Reset to defaults/,
        /^Roll back/,
        /^Test fallback/,
      ]) {
        await expect(page.getByRole('button', { name: action })).toHaveCount(0);
      }
    });
  }
  expect(denied).toEqual([]);
});
