import { createServer } from 'node:http';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, expectAccessible, expectReflow, test } from '#lib/testing/browser/e2e.ts';
import { openAs } from '#lib/testing/browser/own-console.ts';
import { listening } from '#lib/testing/platform/listening.ts';
import {
  beginOverHttp,
  startConsole,
  temporaryFolder,
} from '#lib/testing/processes/running-console.ts';

test('without a route the page says that nobody is told', async ({ page }) => {
  await page.goto('/status');
  await page
    .getByRole('navigation', { name: 'Status' })
    .getByRole('link', { name: 'Notices' })
    .click();
  await expect(page.getByRole('heading', { name: 'Nobody is told of anything' })).toBeVisible();
  await expectAccessible(page);
  await expectReflow(page);
});

test('a route is shown without its address, and a test arrives', async ({ browser }) => {
  const got: string[] = [];
  const server = createServer((request, response) => {
    got.push(request.url ?? '');
    request.resume();
    response.end();
  });
  const port = await listening(server);
  const { folder, remove } = await temporaryFolder();
  const file = path.join(folder, '..', 'console.yaml');
  await writeFile(
    file,
    `
environments:
  - name: local
notify:
  - name: on-call
    kind: webhook
    address: \${ON_CALL_WEBHOOK}
    events: [incident, maintenance]
    hours: 08:00-18:30
    repeatMinutes: 30
  - name: nobody
    kind: webhook
    address: \${NOBODY_WEBHOOK}
    severity: critical
`,
  );
  const running = await startConsole({
    DATA_DIR: folder,
    CONSOLE_CONFIG: file,
    ON_CALL_WEBHOOK: `http://127.0.0.1:${port}/private-path`,
    // Nothing listens there.
    NOBODY_WEBHOOK: 'http://127.0.0.1:9/private-path',
  });
  try {
    const cookie = await beginOverHttp(running.address, running.account);
    const page = await openAs(browser, running, cookie, '/status/notices');
    const route = page.getByRole('article', { name: 'on-call' });
    await expect(route).toContainText('Incidents and planned work');
    await expect(route).toContainText('From 08:00 to 18:30 in London');
    await expect(page.locator('body')).not.toContainText('private-path');
    await route.getByRole('button', { name: 'Send a test' }).click();
    await expect(route.getByText('The test was taken')).toBeVisible();
    expect(got).toEqual(['/private-path']);
    const nobody = page.getByRole('article', { name: 'nobody' });
    await nobody.getByRole('button', { name: 'Send a test' }).click();
    await expect(nobody.getByText('The test did not arrive')).toBeVisible();
    await expectAccessible(page);
    await expectReflow(page);
    await page.context().close();
  } finally {
    await running.stop();
    server.close();
    await remove();
  }
});
