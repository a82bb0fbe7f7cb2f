/** A run goes by the contract as an admin has edited it; embedded, and on a real engine. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/access/index.ts';
import { contractText, editContract, resetContract, showContract } from '#lib/indexes/index.ts';
import { FaultError, type Result } from '#lib/kernel/result.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { openDatabaseSearch } from '#lib/platform/search/database/search.ts';
import { openOpenSearch } from '#lib/platform/search/opensearch/search.ts';
import type { Search } from '#lib/platform/search/port.ts';
import { embeddedDatabase, uniqueName } from '#lib/testing/platform/databases.ts';
import { prefixed } from '#lib/testing/sync/prefixed-pipeline.ts';
import { environmentNamed, startWorker, worldOver } from '#lib/testing/sync/sync-world.ts';
import { endedIn, pebbles, saysOf, startIn } from '#lib/testing/sync/tiny-engine.ts';
import { tinyPipeline } from '#lib/testing/sync/tiny-pipeline.ts';
import { contractOf, contractToChange, sharedName, startReadiness } from './index.ts';
import type { SyncWorld } from './world.ts';

const admin: Actor = {
  id: 'admin-1',
  name: 'admin@example.org',
  role: 'admin',
  requestId: 'request-1',
};

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new FaultError(result.fault);
  return result.value;
}

const { OPENSEARCH_URL, OPENSEARCH13_URL } = process.env;

describe.each([
  { name: 'embedded', isThere: true, url: null },
  {
    name: 'OpenSearch (OPENSEARCH_URL)',
    isThere: OPENSEARCH_URL !== undefined,
    url: OPENSEARCH_URL,
  },
  {
    name: 'OpenSearch 1.3 (OPENSEARCH13_URL)',
    isThere: OPENSEARCH13_URL !== undefined,
    url: OPENSEARCH13_URL,
  },
])('a run after an edit of the contract, $name', ({ isThere, url }) => {
  describe.skipIf(!isThere)('there', () => {
    let database: Database;
    let search: Search;
    let world: SyncWorld;
    // Letters alone: seven figures in a row are taken for the number of a doctor.
    const prefix = uniqueName('tiny').replaceAll(/\d/g, (figure) => 'abcdefghij'.charAt(+figure));
    const own = (name: string): string => `${prefix}_${name}`;
    let worker: ReturnType<typeof startWorker>;

    beforeAll(async () => {
      database = await embeddedDatabase();
      search = url == null ? openDatabaseSearch(database, prefix) : await openOpenSearch({ url });
      world = worldOver(database, {
        environment: environmentNamed(prefix),
        pipelines: [prefixed(tinyPipeline({ pebbles: () => pebbles(90) }), `${prefix}_`)],
        search,
      });
      worker = startWorker(world);
    });
    afterAll(async () => {
      await worker.stop();
      const left = await search.indexes(`${prefix}*`);
      await search.swap({ moves: [], removeIndexes: left.map((index) => index.name) });
      await search.close();
      await database.close();
    });

    const console = () => ({ database, environments: [world] });
    const settled = async () => {
      const detail = await endedIn(world, (await startIn(world)).run);
      expect(detail.run).toMatchObject({ state: 'settled', fault: null });
      return detail;
    };
    const text = async () =>
      contractText(valueOf(await showContract(world, await contractOf(world))));
    const said = { environment: prefix, reason: 'Asked by support' };

    it('leads every alias with the edited filters, and back to the pipeline’s own', async () => {
      await settled();
      expect(await search.count(own('blue_pebbles'))).toBe(30);

      const edited = `${(await text()).replace('"blue"', '"red"')}  - name: ${own('green')}
    follows: ${own('pebbles')}
    filter: {"terms": {"colour": ["green", "blue"]}}
`;
      valueOf(
        await editContract(world, await contractToChange(console(), world), admin, {
          ...said,
          text: edited,
        }),
      );
      // No alias moves by the edit itself.
      expect((await search.aliases()).some(({ name }) => name === own('green'))).toBe(false);
      expect(valueOf(await startReadiness(world)).contractEdit).toMatchObject({
        actor: admin.name,
        isForNextSync: true,
      });

      for (const version of [2, 2]) {
        const detail = await settled();
        expect(saysOf(detail).join('\n')).toContain('All 4 aliases are about to move');
        expect(saysOf(detail).join('\n')).toContain(`edited by ${admin.name}`);
        expect(detail.readers.map(({ alias, state }) => [alias, state])).toEqual([
          [own('pebbles'), 'matches'],
          [own('reds'), 'matches'],
          [own('blue_pebbles'), 'matches'],
          [own('green'), 'matches'],
        ]);
        expect(await search.count(own('green'))).toBe(60);
        const reds = [];
        for await (const page of search.scan(own('blue_pebbles')))
          reds.push(...page.map(({ source }) => source['colour']));
        expect([reds.length, new Set(reds)]).toEqual([30, new Set(['red'])]);
        expect(await contractOf(world)).toMatchObject({ version, edit: { version: 2 } });
      }

      valueOf(await resetContract(world, await contractToChange(console(), world), admin, said));
      expect(valueOf(await startReadiness(world)).contractEdit).toBeNull();
      await settled();
      const blues = [];
      for await (const page of search.scan(own('blue_pebbles')))
        blues.push(...page.map(({ source }) => source['colour']));
      expect([blues.length, new Set(blues)]).toEqual([30, new Set(['blue'])]);
      expect(await contractOf(world)).toMatchObject({ version: 3, edit: null });
    }, 120_000);
  });
});

describe('names that belong to another environment', () => {
  let database: Database;
  beforeAll(async () => {
    database = await embeddedDatabase();
  });
  afterAll(() => database.close());

  const worldOf = (name: string, cluster: string | null): SyncWorld =>
    worldOver(database, {
      environment: environmentNamed(name),
      pipelines: [prefixed(tinyPipeline({ pebbles: () => [] }), `${name}_`)],
      cluster,
    });

  it('are taken on one cluster, an edited contract included, and on no other', async () => {
    const [here, neighbour, apart] = [
      worldOf('here', 'search:9200'),
      worldOf('neighbour', 'search:9200'),
      worldOf('apart', 'other:9200'),
    ];
    const console = { database, environments: [here, neighbour, apart] };
    const text = contractText(valueOf(await showContract(neighbour, await contractOf(neighbour))));
    valueOf(
      await editContract(neighbour, await contractToChange(console, neighbour), admin, {
        environment: 'neighbour',
        reason: '',
        text: `${text}  - { name: theirs, follows: neighbour_pebbles }\n`,
      }),
    );
    const change = await contractToChange(console, here);
    expect([...change.taken.keys()].sort()).toEqual([
      'neighbour_blue_pebbles',
      'neighbour_pebbles',
      'neighbour_reds',
      'theirs',
    ]);
    const own = contractText(valueOf(await showContract(here, await contractOf(here))));
    const refused = await editContract(here, change, admin, {
      environment: 'here',
      reason: '',
      text: `${own}  - { name: theirs, follows: here_pebbles }\n`,
    });
    expect(refused.ok ? '' : refused.fault.says).toContain('is one that neighbour uses');
    expect((await contractToChange(console, apart)).taken.size).toBe(0);
    const embedded = { database, environments: [worldOf('one', null), worldOf('two', null)] };
    expect((await contractToChange(embedded, worldOf('one', null))).taken.size).toBe(0);
  });

  it('go to one of two who name them at the same moment, and share no start', async () => {
    const [left, right] = [worldOf('left', 'both:9200'), worldOf('right', 'both:9200')];
    const console = { database, environments: [left, right] };
    // Each is planned before either is saved.
    const saves = await Promise.all(
      [left, right].map(async (world) => {
        const change = await contractToChange(console, world);
        const { name } = world.environment;
        const text = contractText(valueOf(await showContract(world, change.contract)));
        return () =>
          editContract(world, change, admin, {
            environment: name,
            reason: '',
            text: `${text}  - { name: both, follows: ${name}_pebbles }\n`,
          });
      }),
    );
    const results = await Promise.all(saves.map((save) => save()));
    expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
    const says = results.flatMap((result) => (result.ok ? [] : [result.fault.says]));
    expect(says).toHaveLength(1);
    expect(says[0]).toMatch(
      /^Nothing was changed\. “both” is one that (left|right) uses on the same cluster/,
    );
    expect(await sharedName(console)).toBeNull();

    // Each has named it on a cluster of its own, and then the file puts both on one.
    const apart = [worldOf('left', 'one:9200'), worldOf('right', 'two:9200')];
    for (const world of apart) {
      const alone = { database, environments: [world] };
      const change = await contractToChange(alone, world);
      if (change.contract.aliases.some(({ name }) => name === 'both')) continue;
      const text = contractText(valueOf(await showContract(world, change.contract)));
      const { name } = world.environment;
      valueOf(
        await editContract(world, change, admin, {
          environment: name,
          reason: '',
          text: `${text}  - { name: both, follows: ${name}_pebbles }\n`,
        }),
      );
    }
    expect(await sharedName({ database, environments: apart })).toBeNull();
    expect(await sharedName(console)).toMatch(/^right and left both name both on one cluster/);
  });
});
