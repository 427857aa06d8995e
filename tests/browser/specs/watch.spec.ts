import { CANARIES } from '../stage/canaries.ts';
import { PageWatch } from '../kit/PageWatch.ts';
import { expect, test } from '../kit/test.ts';
import { useStage } from '../kit/useStage.ts';
import { pathOf } from '../pages/appPages.ts';

const stage = useStage();

test.describe('the watch over every test', () => {
  test('finds a secret wherever the browser could keep or see it', async ({ browser }) => {
    const context = await browser.newContext();
    const watch = new PageWatch();
    watch.look(context);
    const page = await context.newPage();
    await stage.current.open(page, pathOf('overview'));
    await page.evaluate(
      ([token, key, seen]) => {
        localStorage.setItem('token', token);
        document.body.append(btoa(key));
        // eslint-disable-next-line no-console -- a page that talks too much
        console.log(seen);
      },
      [CANARIES.adminToken, CANARIES.sealedKey, CANARIES.viewerToken] as const,
    );
    await page.route('**/leak', (route) =>
      route.fulfill({ body: CANARIES.referencedKey, headers: { a: CANARIES.clientKey } }),
    );
    await page.evaluate(() => fetch('/leak').then((response) => response.text()));
    await expect(watch.conclude()).rejects.toThrow('no secret reaches the browser');
    expect(new Set(watch.leaks().map((leak) => leak.replace(/ in .*/, '')))).toEqual(new Set(Object.keys(CANARIES)));
    await context.close();
  });

  test('finds errors, policy violations and calls to elsewhere', async ({ browser }) => {
    const context = await browser.newContext();
    const watch = new PageWatch();
    watch.look(context);
    const page = await context.newPage();
    await stage.current.open(page, pathOf('overview'));
    await page.evaluate(() => {
      document.body.insertAdjacentHTML('beforeend', '<img src="http://example.org/a.png" alt="">');
      // Later: what a test evaluates is allowed to evaluate.
      setTimeout(() => {
        // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what the policy forbids
        new Function('return 1');
      });
      setTimeout(() => {
        throw new Error('of the page');
      });
    });
    await expect.poll(() => watch.faults().join('\n')).toContain('page error: of the page');
    const faults = watch.faults().join('\n');
    expect(faults).toContain('policy violation: script-src eval');
    expect(faults).toContain('policy violation: img-src http://example.org/a.png');
    await context.close();
  });
});
