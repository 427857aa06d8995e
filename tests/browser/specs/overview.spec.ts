import { readFile } from 'node:fs/promises';
import { expect, test } from '../kit/test.ts';
import { useStage } from '../kit/useStage.ts';
import { AppShell } from '../pages/AppShell.ts';
import { pathOf } from '../pages/appPages.ts';

const FAILURES = 6;
const stage = useStage({ prometheus: true }, async ({ agent }) => {
  await agent.askWithFailures('gpt-4o', FAILURES, 6);
  await agent.ask('claude-sonnet', 3);
});

test('the amber model stands first, and leads to its chain and to its fallbacks', async ({ page }) => {
  await stage.current.open(page, pathOf('overview'));
  const first = page.getByRole('row').nth(1);
  await expect(first).toContainText('gpt-4o');
  await expect(first).toContainText('claude-sonnet');
  await expect(first.getByRole('link', { name: 'gpt-4o', exact: true })).toHaveAttribute(
    'href',
    /chains\?model=gpt-4o$/,
  );
  await first.getByRole('link', { name: /show the fallbacks/ }).click();
  await expect(new AppShell(page).heading).toHaveText('Activity');
  await expect(page).toHaveURL(/model=gpt-4o/);
});

test('an open breaker is said, with the countdown to its probe', async ({ page }) => {
  await stage.current.open(page, pathOf('overview'));
  const strip = page.getByRole('region', { name: 'Open breakers' });
  await expect(strip).toContainText('gpt-4o');
  await expect(strip).toContainText(/probe in 0:\d\d|probes with the next request/);
  await strip.getByRole('link', { name: /chain/ }).first().click();
  await expect(new AppShell(page).heading).toHaveText('Chains');
});

test('the order stands in the address and survives a reload', async ({ page }) => {
  await stage.current.open(page, pathOf('overview'));
  await page.getByRole('button', { name: 'Sort column Model' }).click();
  await expect(page).toHaveURL(/sort=model/);
  await page.reload();
  await expect(page.getByRole('columnheader', { name: /Model/ })).toHaveAttribute('aria-sort', 'ascending');
  await expect(page.getByRole('row').nth(1)).toContainText('claude-sonnet');
});

test('all agents come from Prometheus, over any range', async ({ page }) => {
  await stage.current.open(page, pathOf('overview?from=now-15m&to=now'));
  await page.getByRole('radio', { name: 'All agents' }).check({ force: true });
  await expect(page.getByText('1 agent', { exact: true })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'gpt-4o' }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Test fallback/ })).toHaveCount(0);
});

test('Analytics draws its panels from Prometheus and gives them as a table', async ({ page }) => {
  await stage.current.open(page, pathOf('analytics?from=now-5m&to=now'));
  for (const title of [
    'Fallback rate per model',
    'Fallbacks by trigger',
    'Latency',
    'Cost an hour',
    'Provider share',
  ]) {
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
  }
  await expect(page.getByText('rate limit').first()).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^understudy-analytics-.*\.csv$/);
  expect(await readFile(await file.path(), 'utf8')).toMatch(/^panel,series,time,value\r\n[\s\S]*rate limit/);
});

test('Analytics without Prometheus shows the days of this agent', async ({ page }) => {
  await stage.current.open(page, pathOf('analytics?scope=agent'));
  await expect(page.getByRole('columnheader', { name: 'Fallback rate' })).toBeVisible();
  await expect(page.getByRole('row').nth(1)).toContainText(/\d{4}-\d\d-\d\d/);
});
