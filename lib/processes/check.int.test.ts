/** The fixed output of `indexes check --json`, of the real program. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPglite } from '#lib/platform/database/database.ts';
import { openDatabaseSearch } from '#lib/platform/search/database/search.ts';
import { putAlias } from '#lib/testing/indexes/indexes-world.ts';
import { CheckOutput } from '#lib/testing/processes/check-shape.ts';
import {
  buildOnce,
  runProgram,
  startConsole,
  temporaryFolder,
  type RunningConsole,
} from '#lib/testing/processes/running-console.ts';

const minutes = 60_000;

describe('indexes check --json', () => {
  let folder: string;
  let remove: () => Promise<void>;
  let running: RunningConsole | undefined;

  const start = async (): Promise<void> => {
    running = await startConsole({
      DATA_DIR: folder,
      FIRST_RUN: 'off',
      SYNTHETIC_TRAINEES: '100',
    });
  };
  const check = async () => {
    const ended = await runProgram('console', ['indexes', 'check', '--json'], { DATA_DIR: folder });
    return { exitCode: ended.exitCode, output: CheckOutput.parse(JSON.parse(ended.stdout)) };
  };

  beforeAll(async () => {
    buildOnce();
    ({ folder, remove } = await temporaryFolder());
    await start();
  }, 6 * minutes);
  afterAll(async () => {
    await running?.stop();
    await remove();
  });

  it('says before the first settled sync that nothing is there yet', async () => {
    const { exitCode, output } = await check();
    expect(exitCode).toBe(4);
    expect(output).toMatchObject({ environment: 'local', state: 'drift', isUnbuilt: true });
    expect(new Set(output.aliases.map(({ state }) => state))).toEqual(new Set(['missing']));
  });

  it('says that all matches after it', { timeout: 3 * minutes }, async () => {
    const where = ['--environment', 'local', '--pipeline', 'documented'];
    const run = await runProgram('console', ['sync', 'start', ...where, '--wait'], {
      DATA_DIR: folder,
    });
    expect(run).toMatchObject({ exitCode: 0 });
    const { exitCode, output } = await check();
    expect(exitCode).toBe(0);
    expect(output).toMatchObject({ state: 'matches', isUnbuilt: false, unexpected: [] });
    expect(output.generations.length).toBeGreaterThan(0);
    for (const { state, observed, expected } of output.aliases)
      expect([state, observed?.targets, observed?.filter]).toEqual([
        'matches',
        [expected.target],
        expected.filter,
      ]);
  });

  it('tells a missing alias, one without its filter and an index in its place', async () => {
    const before = await check();
    await running?.stop();
    const database = await openPglite(path.join(folder, 'database'));
    const search = openDatabaseSearch(database, 'local');
    const master = before.output.aliases.find(({ name }) => name === 'current_connections');
    await putAlias({ search }, 'discrepancies', null);
    await putAlias({ search }, 'current_connections', {
      index: master?.expected.target ?? '',
      filter: null,
    });
    await putAlias({ search }, 'connectedindex', null);
    await search.create({ name: 'connectedindex', fields: {}, keyField: 'gmcReferenceNumber' });
    await database.close();
    await start();
    const { exitCode, output } = await check();
    expect(exitCode).toBe(4);
    expect(output).toMatchObject({ state: 'drift', isUnbuilt: false });
    const of = (alias: string) => output.aliases.find(({ name }) => name === alias);
    expect(of('discrepancies')).toMatchObject({ state: 'missing', observed: null, shows: null });
    expect(of('current_connections')).toMatchObject({
      state: 'different',
      observed: { targets: [master?.expected.target], filter: null, isAlias: true },
    });
    expect(of('connectedindex')).toMatchObject({
      state: 'different',
      observed: { targets: ['connectedindex'], isAlias: false },
    });
    expect(of('masterdoctorindex')).toMatchObject({ state: 'matches' });
  });
});
