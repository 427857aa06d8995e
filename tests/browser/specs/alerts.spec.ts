import { until } from '../../kit/until.ts';
import { expectNoSeriousViolations } from '../kit/expectAccessible.ts';
import { expect, test } from '../kit/test.ts';
import { useStage } from '../kit/useStage.ts';
import { AlertsPage } from '../pages/AlertsPage.ts';
import { pathOf } from '../pages/appPages.ts';

const RULE = 'LLMFallbackRateHigh';
const FOLDER = 'understudy';
const GROUP = 'understudy.alerts';

test.describe('with Prometheus', () => {
  const stage = useStage({ prometheus: true }, async ({ agent, prometheus }) => {
    // What happens before the first scrape is no increase.
    await until('a scrape', async () => (await prometheus?.value('sum(up)')) === 1);
    await agent.askWithFailures('gpt-4o', 20, 20);
  });

  test('rules are previewed, installed, seen, changed, updated and removed', async ({ page }) => {
    test.slow();
    const alerts = new AlertsPage(page);
    await stage.current.open(page, pathOf('alerts'));
    await expect(alerts.rule(RULE)).toContainText('Not installed');

    await test.step('preview and install', async () => {
      await alerts.openInstall();
      await expect(alerts.drawer).toContainText('rules read series that Prometheus does not record');
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
    });

    await test.step('the state is seen', async () => {
      await expect(alerts.rule(RULE)).toContainText(/Pending|Firing/);
      await expect(alerts.rule('LLMAgentAbsent')).toContainText('OK');
      const group = stage.current.alerting.rules.group(FOLDER, GROUP);
      expect(group.interval % 10).toBe(0);
      expect(group.rules.every(({ provenance }) => provenance === undefined)).toBe(true);
    });

    await test.step('a threshold of the configuration is changed', async () => {
      const { agent } = stage.current;
      const config = await agent.api('GET', '/config');
      const document = (await config.json()) as object;
      const etag = config.headers.get('etag') ?? '';
      const changed = { ...document, warnings: { fallbackRate: 0.99 } };
      const answer = await agent.api('PUT', '/config', changed, { 'if-match': etag });
      expect(answer.status, await answer.text()).toBe(200);
      await page.reload();
      await expect(alerts.rule(RULE)).toContainText('Another version');
    });

    await test.step('an edit in Grafana is kept until somebody overwrites it', async () => {
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
      await expect(alerts.rule(RULE)).not.toContainText('Another version');
      await expect(alerts.rule(RULE)).toContainText('more than 99%');
    });

    await test.step('removed', async () => {
      await alerts.openInstall();
      await expect(alerts.drawer).toContainText('Grafana has these rules already');
      await alerts.drawer.getByRole('button', { name: 'Remove from Grafana' }).click();
      await page.getByRole('button', { name: 'Remove', exact: true }).click();
      await expect(alerts.drawer).toContainText('The rules are gone from Grafana');
      await alerts.closeDrawer();
      await expect(alerts.rule(RULE)).toContainText('Not installed');
      expect(stage.current.alerting.rules.list()).toEqual([]);
    });
  });

  test('a failed step says what is done and what is not, and Retry does the rest', async ({ page, watch }) => {
    watch.expectFault(/^500 PUT .*rule-groups/);
    const alerts = new AlertsPage(page);
    await stage.current.open(page, pathOf('alerts'));
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

  test('filters are in the address, and a rule opens by keyboard', async ({ page }) => {
    const alerts = new AlertsPage(page);
    await stage.current.open(page, `${pathOf('alerts')}?severity=critical`);
    await expect(alerts.rule('LLMAgentAbsent')).toBeVisible();
    await expect(alerts.rule(RULE)).toHaveCount(0);
    await page.keyboard.press('/');
    await page.keyboard.type('absent');
    await expect(page).toHaveURL(/q=absent/);
    await page.getByRole('button', { name: 'LLMAgentAbsent', exact: true }).press('Enter');
    await expect(page).toHaveURL(/rule=LLMAgentAbsent/);
    await expect(page.getByRole('region', { name: 'Expression of LLMAgentAbsent' })).toContainText('absent(');
    await expectNoSeriousViolations(page);
  });

  for (const person of ['viewer', 'editor'] as const) {
    test(`${person === 'viewer' ? 'a viewer' : 'an editor'} sees the rules and no way to install them`, async ({
      page,
    }) => {
      const alerts = new AlertsPage(page);
      await stage.current.open(page, pathOf('alerts'), { as: person });
      await expect(alerts.rule(RULE)).toBeVisible();
      await expect(page.getByRole('switch')).toHaveCount(0);
      await expect(page.getByRole('button', { name: /install/i })).toHaveCount(0);
      await expect(page.getByText(`You can look, not edit: ${person}.`)).toBeVisible();
    });
  }

  test('the rule file is shown, with the command that writes it', async ({ page }) => {
    await stage.current.open(page, pathOf('alerts'), { as: 'viewer', theme: 'light' });
    await page.getByRole('button', { name: 'Rule file' }).first().click();
    const drawer = new AlertsPage(page).drawer;
    await expect(drawer.getByRole('region', { name: 'Rule file' })).toContainText('understudy.recording');
    await expect(drawer.getByRole('region', { name: 'Command' })).toContainText('understudy rules');
    await expectNoSeriousViolations(page);
    await page.goBack();
    await expect(drawer).toHaveCount(0);
  });
});

test.describe('without Prometheus', () => {
  const stage = useStage();

  test('the page says that none is chosen, and an install asks for one', async ({ page }) => {
    const alerts = new AlertsPage(page);
    await stage.current.open(page, pathOf('alerts'));
    await expect(page.getByText('No data source is chosen in Configuration.')).toBeVisible();
    await alerts.openInstall();
    await expect(alerts.drawer).toContainText('Choose the Prometheus that scrapes the agents.');
    await expect(alerts.drawer.getByRole('button', { name: /^Apply/ })).toBeDisabled();
  });
});
