import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localToken } from '#lib/platform/process/data-folder.ts';
import { CheckOutput } from '#lib/testing/processes/check-shape.ts';
import {
  buildOnce,
  runProgram,
  startConsole,
  temporaryFolder,
  type RunningConsole,
} from '#lib/testing/processes/running-console.ts';
import { until } from '#lib/testing/platform/until.ts';

const minutes = 60_000;

// Nobody listens on the lowest ports of the loopback interface.
const nobody = {
  AMQP_URL: 'amqp://127.0.0.1:1',
  OPENSEARCH_URL: 'http://127.0.0.1:1',
  SQS_ENDPOINT_URL: 'http://127.0.0.1:1',
  SQS_GMC_QUEUE_URL: 'http://127.0.0.1:1/000000000000/doctors',
  AWS_REGION: 'eu-west-2',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  TCS_DATABASE_URL: 'mysql://nobody:secret@127.0.0.1:1/tcs',
  REVAL_MONGODB_URL: 'mongodb://127.0.0.1:1/revalidation',
};

describe('npm start while every service is away', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let running: RunningConsole;
  let bearer: Record<string, string>;

  beforeAll(async () => {
    buildOnce();
    folder = await temporaryFolder();
    running = await startConsole({ ...nobody, DATA_DIR: folder.folder, LOG_LEVEL: 'info' });
    bearer = { authorization: `Bearer ${await localToken(folder.folder)}` };
  }, 6 * minutes);
  afterAll(async () => {
    await running.stop();
    await folder.remove();
  });

  const terminal = (...args: string[]) => runProgram('console', args, { DATA_DIR: folder.folder });

  it('serves, and says what is down and since when', async () => {
    // While the database takes in the shipped inventory, its own check may be late.
    await until('it to be ready', async () => {
      const { status } = await fetch(`${running.address}/api/health/ready`);
      return status === 200;
    });
    // Nobody waits for those that take long to be found away.
    const readiness = await until('all to be known', async () => {
      const response = await fetch(`${running.address}/api/sync/readiness`, { headers: bearer });
      expect(response.status).toBe(200);
      const said = await response.text();
      return !said.includes('"not-known"') && said;
    });
    expect(JSON.parse(readiness)).toMatchObject({
      services: Array.from({ length: 5 }, () => ({ isReal: true, state: 'down' })),
    });
  });

  it('refuses to start a sync and says why', async () => {
    const { exitCode, stdout } = await terminal(
      'sync',
      'start',
      '--environment',
      'local',
      '--pipeline',
      'documented',
      '--json',
    );
    expect(exitCode).toBe(1);
    expect(stdout).toContain('"kind":"precondition"');
    expect(stdout).toContain('Search (OpenSearch) cannot be reached.');
  });

  it('does not know about the aliases, which is neither right nor wrong', async () => {
    const { exitCode, stdout } = await terminal(
      'indexes',
      'check',
      '--environment',
      'local',
      '--json',
    );
    expect(exitCode).toBe(5);
    const check = CheckOutput.parse(JSON.parse(stdout));
    expect(check).toMatchObject({ state: 'not-known', unexpected: null, isUnbuilt: true });
    expect(new Set(check.aliases.map(({ state }) => state))).toEqual(new Set(['not-known']));
  });

  it('stops on a signal, and has put no password into its log', async () => {
    expect(await running.stop()).toBe(0);
    expect(running.output()).not.toContain('secret');
  });
});
