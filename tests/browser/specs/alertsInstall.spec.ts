import { until } from '../../kit/until.ts';
import { expectNoSeriousViolations } from '../kit/expectAccessible.ts';
import { expect, test } from '../kit/test.ts';
import { useStage } from '../kit/useStage.ts';
import { AlertsPage } from '../pages/AlertsPage.ts';
import { pathOf } from '../pages/appPages.ts';

const RULE = 'LLMFallbackRateHigh';
const FOLDER = 'understudy';
const GROUP = 'understudy.alerts';

const stage = useStage({ prometheus: true }, async ({ agent, prometheus }) => {
  // What happens before the first scrape is no increase.
  await until('a scrape', async () => (await prometheus?.value('sum(up)')) === 1);
  await agent.askWithFailures('gpt-4o', 20, 20);
});

test.beforeEach(async ({ page }) => {
  await stage.current.open(page, pathOf('alerts'));
});

/** As an admin of the agent does it, beside the page. */
async function changeThreshold(fallbackRate: number): Promise<void> {
  const { agent } = stage.current;
  const config = await agent.api('GET', '/config');
  const changed = { ...((await config.json()) as object), warnings: { fallbackRate } };
  const answer = await agent.api('PUT', '/config', changed, { 'if-match': config.headers.get('etag') ?? '' });
  expect(answer.status, await answer.text()).toBe(200);
}

test('rules are previewed, installed and seen', async ({ page }) => {
  test.slow();
  const alerts = new AlertsPage(page);
  await alerts.openInstall();
  await alerts
    .planned(/^Create/)
    .getByText(RULE)
    .click();
  await expect(alerts.drawer.getByRole('region', { name: `What changes of ${RULE}` })).toContainText('+ 5m');
  await expectNoSeriousViolations(page);
  await alerts.apply();
  await expect(alerts.drawer).toContainText('Grafana evaluates the rules');
  await expect(alerts.steps).toContainText('Understudy, created');
  await expectNoSeriousViolations(page);
  await alerts.closeDrawer();
  await expect(alerts.rule(RULE)).toContainText(/Pending|Firing/);
  await expect(alerts.rule('LLMAgentAbsent')).toContainText('OK');
  const group = stage.current.alerting.rules.group(FOLDER, GROUP);
  expect(group.interval % 10).toBe(0);
  expect(group.rules.every(({ provenance }) => provenance === undefined)).toBe(true);
});

test('a changed threshold shows, and is brought to Grafana; an edit there stays until it is overwritten', async ({
  page,
}) => {
  test.slow();
  const alerts = new AlertsPage(page);
  await changeThreshold(0.99);
  await page.reload();
  await expect(alerts.rule(RULE)).toContainText('Another version');
  stage.current.alerting.rules.edit('LLMAgentAbsent', { for: '1h' });
  await page.reload();
  await alerts.openInstall();
  await expect(alerts.planned(/^Change/)).toContainText(RULE);
  await expect(alerts.planned(/^Stay as edited in Grafana/)).toContainText('LLMAgentAbsent');
  await alerts.drawer.getByText('Overwrite 1 rule that was edited in Grafana').click();
  await expect(alerts.planned(/^Change/)).toContainText('edited in Grafana');
  await alerts.apply();
  await expect(alerts.drawer).toContainText('Grafana evaluates the rules');
  await alerts.closeDrawer();
  await expect(alerts.rule(RULE)).toContainText('more than 99%');
  expect(stage.current.alerting.rules.list().find(({ uid }) => uid === 'LLMAgentAbsent')?.for).toBe('5m');
});

test('rules are taken out of Grafana again', async ({ page }) => {
  const alerts = new AlertsPage(page);
  await alerts.openInstall();
  await expect(alerts.drawer).toContainText('Grafana has these rules already');
  await alerts.drawer.getByRole('button', { name: 'Remove from Grafana' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(alerts.drawer).toContainText('The rules are gone from Grafana');
  await alerts.closeDrawer();
  expect(stage.current.alerting.rules.list()).toEqual([]);
});

test('a failed step says what is done and what is not, and Retry does the rest', async ({ page, watch }) => {
  watch.expectFault(/^500 PUT .*rule-groups/);
  const alerts = new AlertsPage(page);
  await page.route('**/rule-groups/**', (route) =>
    route.fulfill({ status: 500, contentType: 'application/json', body: '{"message":"database is locked"}' }),
  );
  await alerts.openInstall();
  await alerts.apply();
  await expect(alerts.drawer.getByRole('alert', { name: 'Grafana did not take the rules' })).toBeVisible();
  await expect(alerts.steps).toContainText('database is locked');
  await expect(alerts.steps).toContainText('not done');
  await page.unroute('**/rule-groups/**');
  await alerts.drawer.getByRole('button', { name: 'Retry' }).click();
  await expect(alerts.drawer).toContainText('Grafana evaluates the rules');
  stage.current.alerting.rules.remove(FOLDER, GROUP, '');
});
