/** What is done with generations, by the real program in the only environment, which it finds. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPglite } from '#lib/platform/database/database.ts';
import { openDatabaseSearch } from '#lib/platform/search/database/search.ts';
import { putAlias } from '#lib/testing/indexes/indexes-world.ts';
import {
  buildOnce,
  runProgram,
  startConsole,
  temporaryFolder,
  type RunningConsole,
} from '#lib/testing/processes/running-console.ts';

const minutes = 60_000;
const foreign = 'masterdoctorindex_by_hand';

describe('generations in a terminal', () => {
  let folder: string;
  let remove: () => Promise<void>;
  let running: RunningConsole;
  let aliases: number;

  const start = async (): Promise<void> => {
    running = await startConsole({
      DATA_DIR: folder,
      FIRST_RUN: 'off',
      SYNTHETIC_TRAINEES: '100',
    });
  };
  /** The one value that is printed, and how the command ended. */
  const indexes = async (...args: readonly string[]) => {
    const variables = { DATA_DIR: folder };
    const ended = await runProgram('console', ['indexes', ...args, '--json'], variables);
    expect(ended.stderr).toBe('');
    const output: unknown = JSON.parse(ended.stdout);
    return { exitCode: ended.exitCode, output };
  };
  const reason = ['--reason', 'Seen by support'];

  beforeAll(async () => {
    buildOnce();
    ({ folder, remove } = await temporaryFolder());
    await start();
    for (const number of [1, 2]) {
      const where = ['--environment', 'local', '--pipeline', 'documented'];
      const run = await runProgram('console', ['sync', 'start', ...where, '--wait', '--json'], {
        DATA_DIR: folder,
      });
      const said = run.exitCode === 0 ? '' : `${run.stdout}${run.stderr}`;
      expect([number, run.exitCode, said]).toEqual([number, 0, '']);
    }
    await running.stop();
    const database = await openPglite(path.join(folder, 'database'));
    const search = openDatabaseSearch(database, 'local');
    aliases = (await search.aliases()).length;
    await putAlias({ search }, 'discrepancies', null);
    await search.create({ name: foreign, fields: {}, keyField: 'gmcReferenceNumber' });
    await database.close();
    await start();
  }, 6 * minutes);
  afterAll(async () => {
    await running.stop();
    await remove();
  });

  /** Whether each alias of the contract leads to the generation of this run. */
  const readersUse = async (number: number): Promise<void> => {
    const { exitCode, output } = await indexes('check');
    expect(exitCode).toBe(0);
    // Its type is `any`.
    const target = expect.stringMatching(new RegExp(`_${number}$`)) as string;
    expect(output).toMatchObject({
      state: 'matches',
      aliases: Array.from({ length: aliases }, () => ({
        state: 'matches',
        observed: { targets: [target] },
      })),
    });
  };

  it('lists them, the newest first', async () => {
    const { exitCode, output } = await indexes('generations');
    expect(exitCode).toBe(0);
    expect(output).toHaveLength(10);
    expect(output).toMatchObject([
      ...Array.from({ length: 5 }, () => ({ runNumber: 2, role: 'live' })),
      ...Array.from({ length: 5 }, () => ({ runNumber: 1, role: 'previous' })),
    ]);
  });

  it('shows the lists of a designated body, and says that one is not known', async () => {
    // The tabs of discrepancies have lost their alias.
    expect(await indexes('seen', '--body', '1-1RSSQ05')).toMatchObject({
      exitCode: 5,
      output: { environment: 'local', body: '1-1RSSQ05', beforeIs: 'last-swap' },
    });
  });

  it('repairs an alias, and has nothing to repair after that', async () => {
    expect((await indexes('check')).exitCode).toBe(4);
    const which = ['repair', '--alias', 'discrepancies', ...reason];
    const repaired = await indexes(...which);
    expect(repaired).toMatchObject({
      exitCode: 0,
      output: { environment: 'local', repaired: ['discrepancies'], keptCopies: [], warnings: [] },
    });
    expect(await indexes(...which)).toMatchObject({
      exitCode: 0,
      output: { environment: 'local', repaired: [] },
    });
    await readersUse(2);
    expect(await indexes('seen', '--body', '1-1RSSQ05')).toMatchObject({ exitCode: 0 });
    expect(await indexes('seen', '--body', '1-NOBODY')).toMatchObject({
      exitCode: 2,
      output: { kind: 'not-found' },
    });
  });

  it('shows what a roll back would do and does nothing, then rolls back', async () => {
    const to = ['rollback', '--to', 'local-1'];
    const planned = await indexes(...to, '--dry-run');
    expect(planned).toMatchObject({
      exitCode: 0,
      output: { environment: 'local', to: 'local-1', loss: { changed: 0, removed: 0 }, notes: [] },
    });
    expect(planned.output).toHaveProperty('moves.length', aliases);
    await readersUse(2);
    expect(await indexes(...to, ...reason)).toMatchObject({
      exitCode: 0,
      output: { environment: 'local', to: 'local-1', warnings: [] },
    });
    await readersUse(1);
    const again = await indexes(...to, ...reason);
    expect(again).toMatchObject({ exitCode: 1, output: { kind: 'precondition' } });
    expect(await indexes('rollback', '--to', 'local-77', ...reason)).toMatchObject({
      exitCode: 2,
      output: { kind: 'not-found' },
    });
  });

  it('adopts an index that no run has made, and retires it', async () => {
    const family = ['--base', 'masterdoctorindex'];
    expect(await indexes('adopt', foreign, ...family, ...reason)).toEqual({
      exitCode: 0,
      output: { environment: 'local', index: foreign, base: 'masterdoctorindex' },
    });
    expect((await indexes('generations')).output).toContainEqual(
      expect.objectContaining({ index: foreign, role: 'previous' }),
    );
    expect(await indexes('retire', foreign, ...reason)).toEqual({
      exitCode: 0,
      output: { environment: 'local', retired: [foreign], warnings: [] },
    });
    expect(JSON.stringify((await indexes('generations')).output)).not.toContain(foreign);
  });

  it('retires neither what users read nor the way back', async () => {
    for (const kept of ['local-1', 'local-2'])
      expect(await indexes('retire', kept, ...reason)).toMatchObject({
        exitCode: 1,
        output: { kind: 'precondition' },
      });
    await readersUse(1);
  });
});
