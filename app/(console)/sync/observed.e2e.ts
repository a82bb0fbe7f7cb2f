import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectReflow, test } from '#lib/testing/browser/e2e.ts';
import { openAs } from '#lib/testing/browser/own-console.ts';
import { ownVirtualHost } from '#lib/testing/platform/virtual-host.ts';
import {
  beginOverHttp,
  startConsole,
  temporaryFolder,
  type RunningConsole,
} from '#lib/testing/processes/running-console.ts';
import {
  brokerOfServices,
  indexOver,
  integrationStandIn,
  namesOfAliases,
  type StandIn,
} from '#lib/testing/sync/integration-stand-in.ts';

const { AMQP_URL = '', RABBITMQ_MANAGEMENT_URL, OPENSEARCH_URL = '' } = process.env;

const configOf = (trigger: string): string => `
environments:
  - name: live
    title: Live
    driver: observed
    amqpUrl: \${THEIR_AMQP_URL}
    rabbitmqManagementUrl: \${THEIR_MANAGEMENT_URL}
    opensearchUrl: ${OPENSEARCH_URL}
    syncTriggerUrl: ${trigger}
`;

test.describe('an environment whose sync the Integration service runs', () => {
  test.skip(
    AMQP_URL === '' || OPENSEARCH_URL === '' || RABBITMQ_MANAGEMENT_URL === undefined,
    'needs AMQP_URL, RABBITMQ_MANAGEMENT_URL and OPENSEARCH_URL',
  );
  const cleaning: (() => Promise<unknown>)[] = [];
  let running: RunningConsole;
  let service: StandIn;
  let cookie: string;

  test.beforeAll(async () => {
    const host = await ownVirtualHost(AMQP_URL, RABBITMQ_MANAGEMENT_URL ?? '');
    cleaning.push(() => host.drop());
    const broker = brokerOfServices(host.url, RABBITMQ_MANAGEMENT_URL);
    cleaning.push(() => broker.close());
    const index = indexOver(OPENSEARCH_URL, '');
    cleaning.push(() => index.remove());
    // What users had before.
    await index.remove();
    await index.create();
    for (const name of namesOfAliases) await index.alias(name);
    service = await integrationStandIn({
      broker,
      index,
      prefix: '',
      doctors: 20,
      pauses: { stage: 0, after: 10 },
    });
    cleaning.push(() => service.close());
    const folder = await temporaryFolder();
    cleaning.push(() => folder.remove());
    const file = path.join(folder.folder, '..', 'console.yaml');
    await writeFile(file, configOf(service.url));
    running = await startConsole({
      DATA_DIR: folder.folder,
      CONSOLE_CONFIG: file,
      THEIR_AMQP_URL: host.url,
      THEIR_MANAGEMENT_URL: RABBITMQ_MANAGEMENT_URL ?? '',
    });
    cleaning.push(() => running.stop());
    cookie = await beginOverHttp(running.address, running.account);
  });
  test.afterAll(async () => {
    for (const clean of cleaning.splice(0).reverse()) await clean();
  });

  /** By heading: messages that wait may be as many, and columns go when the run ends. */
  const documentsOf = async (page: Page, title: string) => {
    const table = page.getByRole('table', { name: 'Stages, as far as they can be seen' });
    const headings = await table.getByRole('columnheader').allTextContents();
    const cells = table.getByRole('row', { name: new RegExp(title) }).getByRole('cell');
    return (await cells.allTextContents())[headings.indexOf('Documents with its fields')];
  };

  test('is started once, followed by what can be seen, and not stopped', async ({ browser }) => {
    const page = await openAs(browser, running, cookie, '/sync');
    await page.getByRole('button', { name: 'Start sync' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(/^The Integration service is called once\./)).toBeVisible();
    await expectAccessible(page);
    await expectReflow(page);
    await dialog.getByLabel('Reason').fill('The monthly rebuild');
    await dialog.getByRole('button', { name: 'Start sync' }).click();
    await page.waitForURL(/\/sync\/live-1$/);

    await service.paused;
    await expect.poll(() => documentsOf(page, 'Trainees'), { timeout: 60_000 }).toBe('10');
    await expect(page.getByText('Users see:')).toBeVisible();
    await expect(page.getByText(/^Ledger, gate and roll back are not available/)).toBeVisible();
    await expectAccessible(page);
    await expectReflow(page);

    service.release();
    await expect.poll(() => documentsOf(page, 'GMC doctors'), { timeout: 60_000 }).toBe('20');
    expect(service.calls()).toBe(1);

    await page.getByRole('button', { name: 'Stop watching' }).click();
    const stopping = page.getByRole('dialog', { name: 'Stop watching run 1?' });
    await expect(
      stopping.getByText(/^The Integration service cannot be told to stop/),
    ).toBeVisible();
    await expectAccessible(page);
    await expectReflow(page);
    await page.context().close();
  });
});
