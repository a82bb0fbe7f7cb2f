/** The real program in an environment whose sync the Integration service runs. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownVirtualHost } from '#lib/testing/platform/virtual-host.ts';
import {
  buildOnce,
  runProgram,
  startConsole,
  temporaryFolder,
  type Ended,
} from '#lib/testing/processes/running-console.ts';
import { until } from '#lib/testing/platform/until.ts';
import {
  brokerOfServices,
  indexOver,
  integrationStandIn,
  namesOfAliases,
  type StandIn,
} from '#lib/testing/sync/integration-stand-in.ts';

const { AMQP_URL = '', RABBITMQ_MANAGEMENT_URL = '', OPENSEARCH13_URL = '' } = process.env;
const isThere = [AMQP_URL, RABBITMQ_MANAGEMENT_URL, OPENSEARCH13_URL].every((url) => url !== '');
const minutes = 60_000;

const configOf = (trigger: string): string => `
environments:
  - name: live
    driver: observed
    amqpUrl: \${THEIR_AMQP_URL}
    rabbitmqManagementUrl: \${THEIR_MANAGEMENT_URL}
    opensearchUrl: ${OPENSEARCH13_URL}
    syncTriggerUrl: ${trigger}
    observedQuietSeconds: 10
`;

describe.skipIf(!isThere)(
  'the terminal where another service runs the sync (AMQP_URL, OPENSEARCH13_URL)',
  () => {
    const cleaning: (() => Promise<unknown>)[] = [];
    let service: StandIn;
    let folder: string;

    beforeAll(async () => {
      buildOnce();
      const host = await ownVirtualHost(AMQP_URL, RABBITMQ_MANAGEMENT_URL);
      cleaning.push(() => host.drop());
      const broker = brokerOfServices(host.url, RABBITMQ_MANAGEMENT_URL);
      cleaning.push(() => broker.close());
      const index = indexOver(OPENSEARCH13_URL, '');
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
        fails: 'forgets-alias',
        pauses: { stage: 0, after: 10 },
      });
      cleaning.push(() => service.close());
      const own = await temporaryFolder();
      ({ folder } = own);
      cleaning.push(() => own.remove());
      const file = path.join(folder, '..', 'console.yaml');
      await writeFile(file, configOf(service.url));
      const running = await startConsole({
        DATA_DIR: folder,
        CONSOLE_CONFIG: file,
        THEIR_AMQP_URL: host.url,
        THEIR_MANAGEMENT_URL: RABBITMQ_MANAGEMENT_URL,
      });
      cleaning.push(() => running.stop());
    }, 6 * minutes);
    afterAll(async () => {
      for (const clean of cleaning.splice(0).reverse()) await clean();
    }, minutes);

    const terminal = (...args: string[]): Promise<Ended> =>
      runProgram('console', [...args, '--json'], { DATA_DIR: folder });
    const start = (...more: string[]): Promise<Ended> =>
      terminal('sync', 'start', '--environment', 'live', '--pipeline', 'current', ...more);
    const json = ({ stdout }: Ended): unknown => JSON.parse(stdout);

    it(
      'starts it once, says who runs one, and waits until it has settled',
      async () => {
        const waiting = start('--reason', 'The monthly rebuild', '--wait');
        await service.paused;
        const second = await start();
        expect(second.exitCode).toBe(3);
        expect(json(second)).toMatchObject({
          kind: 'conflict',
          run: 'live-1',
          startedBy: 'terminal',
        });
        expect(service.calls()).toBe(1);

        service.release();
        const ended = await waiting;
        expect({ ...ended, stdout: json(ended) }).toMatchObject({
          exitCode: 0,
          stdout: { run: 'live-1', state: 'settled', pipeline: 'current', fault: null },
        });
        expect(service.calls()).toBe(1);
      },
      3 * minutes,
    );

    it(
      'shows what came of it',
      async () => {
        const shown = await terminal('sync', 'show', 'live-1');
        expect({ ...shown, stdout: json(shown) }).toMatchObject({
          exitCode: 0,
          stdout: {
            run: 'live-1',
            state: 'settled',
            reason: 'The monthly rebuild',
            wait: null,
            stages: [
              { name: 'trainees', state: 'done', written: 20 },
              { name: 'doctors', state: 'done', written: 20 },
              { name: 'connection-logs', state: 'done', written: 5 },
              { name: 'hidden-discrepancies', state: 'done', written: 2 },
            ],
          },
        });
        const told = await runProgram('console', ['sync', 'show', '--environment', 'live'], {
          DATA_DIR: folder,
        });
        expect(told.exitCode).toBe(0);
        expect(told.stdout).toContain('Run 1 (live-1)  settled  current  started by terminal');
      },
      minutes,
    );

    it(
      'shows, plans and puts right what it has left wrong',
      async () => {
        const checked = await terminal('indexes', 'check');
        expect(checked.exitCode).toBe(4);
        expect(json(checked)).toMatchObject({
          environment: 'live',
          state: 'drift',
          aliases: [
            { name: 'current_connections', state: 'matches', shows: 20 },
            { name: 'discrepancies', state: 'missing', observed: null },
            { name: 'recommendations', state: 'matches', shows: 20 },
          ],
        });

        const planned = await terminal('indexes', 'repair', '--dry-run');
        expect({ ...planned, stdout: json(planned) }).toMatchObject({
          exitCode: 0,
          stdout: { moves: [{ alias: 'discrepancies' }] },
        });
        expect(json(await terminal('indexes', 'check'))).toMatchObject({ state: 'drift' });

        const repaired = await terminal('indexes', 'repair', '--reason', 'Left out by the sync');
        expect(repaired.exitCode).toBe(0);
        expect(json(await terminal('indexes', 'check'))).toMatchObject({ state: 'matches' });
      },
      2 * minutes,
    );

    it(
      'cancels the next one',
      async () => {
        const waiting = start('--wait');
        await until('the call', () => Promise.resolve(service.calls() === 2));
        const cancelled = await terminal('sync', 'cancel', 'live-2', '--reason', 'Seen enough');
        expect(cancelled.exitCode).toBe(0);
        const ended = await waiting;
        expect(ended.exitCode).toBe(1);
        expect(json(ended)).toMatchObject({ run: 'live-2', state: 'cancelled' });
      },
      2 * minutes,
    );
  },
);
