import { readFile } from 'node:fs/promises';
import { expectNoSeriousViolations } from '../kit/expectAccessible.ts';
import { longestTask } from '../kit/longestTask.ts';
import { expect, test } from '../kit/test.ts';
import { useStage } from '../kit/useStage.ts';
import { ActivityPage } from '../pages/ActivityPage.ts';
import { pathOf } from '../pages/appPages.ts';

const stage = useStage({}, async ({ agent }) => {
  await agent.askWithFailures('gpt-4o', 2, 1);
  await agent.ask('claude-sonnet', 2);
});

test('shows what fell back, not what went well, and opens a row with its attempts', async ({ page }) => {
  await stage.current.open(page, pathOf('activity'));
  const activity = new ActivityPage(page);
  await expect(activity.events).toHaveCount(2);
  const row = activity.events.first();
  await expect(row).toContainText('gpt-4o');
  await expect(row).toContainText('claude-sonnet');
  await expect(row).toContainText('rate limit');
  await expect(row).toContainText('Answered');
  await activity.toggle(row);
  await expect(activity.attempts).toHaveText([/gpt-4o.*429 rate limit/, /claude-sonnet.*Answered/]);
  await expect(page.getByText('Client checkout')).toBeVisible();
  await expect(page).toHaveURL(/event=req_/);
  await expectNoSeriousViolations(page);
  await page.reload();
  await expect(activity.attempts).toHaveCount(2);
  await activity.toggle(activity.events.last());
  await expect(page.getByRole('table', { name: 'Attempts' })).toHaveCount(1);
  await page.getByRole('link', { name: 'Open chain' }).click();
  await expect(page).toHaveURL(/chains\?model=gpt-4o/);
});

test('filters, keeps them in the address, and saves what they show', async ({ page }) => {
  await stage.current.open(page, pathOf('activity'));
  const activity = new ActivityPage(page);
  await activity.filter('Kinds of events', 'All requests');
  await expect(activity.events).toHaveCount(5);
  await activity.filter('Requested models', 'claude-sonnet');
  await expect(page).toHaveURL(/kind=request&model=claude-sonnet/);
  await expect(activity.events).toHaveCount(2);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^understudy-events-\d{4}-\d\d-\d\d-\d{4}\.csv$/);
  const [head, ...lines] = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
  expect(head).toMatch(/^sequence,at,kind,id,model,servedModel/);
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(line).toContain(',request,');
  await activity.filter('Triggers', 'Quota');
  await expect(page.getByText('No event matches these filters')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(activity.events).toHaveCount(2);
});

test('new events wait behind a pill', async ({ page }) => {
  await stage.current.open(page, pathOf('activity?refresh=10s'));
  const activity = new ActivityPage(page);
  const before = await activity.events.first().textContent();
  await stage.current.agent.askWithFailures('gpt-4o', 2, 0);
  const pill = page.getByRole('button', { name: /2 new events/ });
  await expect(pill).toBeVisible({ timeout: 15_000 });
  await expect(activity.events.first()).toHaveText(before ?? '');
  await pill.click();
  await expect(activity.events.first()).not.toHaveText(before ?? '');
  await expect(pill).toHaveCount(0);
});

test('a test, a change and a breaker have lines of their own', async ({ page }) => {
  const { agent } = stage.current;
  await agent.api('POST', '/drills', { model: 'gpt-4o', failure: 'quota' });
  const etag = (await agent.api('GET', '/policy')).headers.get('etag') ?? '';
  await agent.api('PUT', '/policy', { preset: 'immediate', maxDepth: 3 }, { 'if-match': etag });
  await agent.askWithFailures('gpt-4-turbo', 6, 0);
  await stage.current.open(page, pathOf('activity?kind=breaker,config,drill'));
  const activity = new ActivityPage(page);
  await expect(page.getByText(/Test of gpt-4o: quota, answered by claude-sonnet, run by/)).toBeVisible();
  await expect(page.getByText(/openai \/ gpt-4-turbo is open, next probe \d\d:\d\d:\d\d/)).toBeVisible();
  await expect(page.getByText(/Configuration Revision 2 by admin/)).toBeVisible();
  await activity.toggle(activity.events.filter({ hasText: 'Test of gpt-4o' }));
  await expect(activity.attempts).toHaveText([/402 quota/, /Answered/]);
});

test('a link to a request works for whoever gets it, whatever the list shows', async ({ page }) => {
  await stage.current.open(page, pathOf('activity'));
  const activity = new ActivityPage(page);
  await activity.toggle(activity.events.last());
  const id = new URL(page.url()).searchParams.get('event') ?? '';
  await stage.current.open(page, pathOf(`activity?kind=config&event=${id}`), { as: 'viewer' });
  await expect(page.getByRole('region', { name: `Request ${id}` })).toBeVisible();
  await expect(activity.attempts.first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Test this failure' })).toHaveCount(0);
  await expect(page.getByRole('tab')).toHaveCount(0);
});

test('a thousand rows scroll without a long task', async ({ page }) => {
  test.setTimeout(180_000);
  await Promise.all(Array.from({ length: 10 }, () => stage.current.agent.ask('claude-sonnet', 110)));
  await stage.current.open(page, pathOf('activity?kind=request&refresh=off'));
  for (const rows of ['200', '300', '400', '500', '600', '700', '800', '900', '1,000']) {
    await page.getByRole('button', { name: 'Load more' }).click();
    await expect(page.getByText(`${rows} shown.`)).toBeVisible({ timeout: 20_000 });
  }
  const { processorMs } = await longestTask(page, async () => {
    for (let step = 0; step < 30; step++) await page.mouse.wheel(0, 1_500);
  });
  expect(processorMs).toBeLessThanOrEqual(50);
});

test('the agent is down: said once, with what was there', async ({ page, watch }) => {
  watch.expectFault(/^502 /);
  await stage.current.open(page, pathOf('activity?refresh=10s'));
  await expect(new ActivityPage(page).events.first()).toBeVisible();
  stage.current.connect('http://127.0.0.1:9');
  await expect(page.getByRole('alert')).toHaveCount(1, { timeout: 15_000 });
  await expect(new ActivityPage(page).events.first()).toBeVisible();
  stage.current.connect();
});
