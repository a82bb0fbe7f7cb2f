import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '#lib/platform/database/database.ts';
import { createLog } from '#lib/platform/log.ts';
import { value } from '#lib/testing/inventory/inventory-suite.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { showCertificates } from './certificates/show-certificates.ts';
import { showEnvironments } from './compare/show-environments.ts';
import { ImportObservation } from './observe/drift-view.ts';
import { importObservation } from './observe/import-observation.ts';
import { readObservation } from './observe/read-observation.ts';
import { listPastIncidents } from './past-incidents/list-past-incidents.ts';
import { renderRecord } from './record/render-record.ts';
import { showRecord } from './record/show-record.ts';
import { shipEstates, shippedFolder } from './ship-estates.ts';
import { incidentsOf } from './item-view.ts';
import { showItem } from './show-item.ts';
import { showOperations } from './show-operations.ts';
import { showReach } from './show-reach.ts';

const now = new Date('2026-11-26T12:00:00Z');

describe('registers of the shipped estates', () => {
  let database: Database;
  beforeAll(async () => {
    database = await embeddedDatabase();
    await shipEstates({ database, log: createLog('silent', 'test') }, shippedFolder);
  }, 60_000);
  afterAll(() => database.close());
  const world = () => ({ database, clock: { now: () => now } });
  const statementsOf = async (work: () => Promise<unknown>): Promise<number> => {
    const before = database.statements();
    await work();
    return database.statements() - before;
  };

  it('flag the certificates of DEV that have the name of LIVE, and mend nothing', async () => {
    const { certificates, hosts } = value(await showCertificates(world()));
    const spqs = certificates.filter(({ estate }) => estate === 'spqs');
    expect(spqs).toHaveLength(24);
    const by = (environment: string) =>
      new Set(
        spqs
          .filter((one) => one.environment === environment)
          .map(({ finding }) => JSON.stringify(finding)),
      );
    const covers = JSON.stringify({ kind: 'covers' });
    expect([...by('DEV')]).toEqual([
      JSON.stringify({ kind: 'other-environment', environments: ['LIVE'] }),
    ]);
    for (const environment of ['TEST', 'TRN', 'LIVE'])
      expect([...by(environment)]).toEqual([covers]);
    expect(new Set(spqs.map(({ expiry }) => expiry))).toEqual(new Set(['not-recorded']));
    expect(spqs[0]?.facts['commonName']).toMatchObject({ value: 'spqs.euclid.ed.ac.uk' });
    expect(spqs.map(({ installedOn }) => installedOn.length).filter((n) => n === 0)).toEqual([]);
    const counts = hosts
      .filter(({ name }) => name.endsWith('spqs.euclid.ed.ac.uk'))
      .map(({ name, certificates: count }) => [name, count]);
    expect(counts).toEqual([
      ['dev.spqs.euclid.ed.ac.uk', 0],
      ['test.spqs.euclid.ed.ac.uk', 4],
      ['trn.spqs.euclid.ed.ac.uk', 4],
      ['spqs.euclid.ed.ac.uk', 4],
    ]);
    const core = certificates.filter(({ estate }) => estate === 'core');
    expect(core.map(({ finding }) => finding.kind)).toEqual(core.map(() => 'covers'));
  });

  it('put the environments of CORE beside each other', async () => {
    const view = value(await showEnvironments(world(), 'core'));
    expect(view.environments.map(({ name }) => name)).toEqual([
      'Meta',
      'Development',
      'Staging',
      'Production',
    ]);
    const row = (name: string) => view.rows.find(({ attribute }) => attribute === name);
    expect(row('stateBucket')).toMatchObject({ differs: true });
    expect(row('stateBucket')?.cells.map((cell) => cell?.value)).toEqual([
      'core-prod-tf-state',
      'core-non-prod-tf-state',
      'core-non-prod-tf-state',
      'core-prod-tf-state',
    ]);
    expect(row('shield')?.cells[0]?.state).toBe('not-applicable');
    const of = (kind: string) => view.things.filter((thing) => thing.kind === kind);
    expect(of('terraform-module')).toHaveLength(23);
    expect(of('scheduled-task').map(({ name }) => name)).toContain('Scheduled off: review apps');
    expect(of('fragility').map(({ name }) => name)).toContain('Image of a review app expires');
    expect(view.shares.map(({ fromName }) => fromName)).toContain('Review app');
    expect(view.reviewApps).toEqual([]);
    expect(await showEnvironments(world(), 'nowhere')).toMatchObject({
      fault: { kind: 'not-found' },
    });
  });

  it('have procedures with their caveats, accounts and groups', async () => {
    const { parts, columns } = value(await showOperations(world()));
    expect(columns['firewall-rule']?.map(([, head]) => head)).toContain('Ports');
    const things = Object.values(parts).flat();
    const count = (kind: string) => things.filter((thing) => thing.kind === kind).length;
    for (const kind of ['procedure', 'command', 'firewall-rule', 'linux-user', 'linux-group'])
      expect(count(kind)).toBeGreaterThan(0);
    const factOf = (kind: string, attribute: string) =>
      things.filter((thing) => thing.kind === kind).map(({ facts }) => facts[attribute]);
    expect(factOf('data-source', 'username')).toMatchObject([{ value: 'spqs' }]);
    expect(factOf('oracle-account', 'accountKind')).toMatchObject([
      { value: 'User' },
      { value: 'OPS$' },
    ]);
    expect(factOf('oracle-account', 'username')).toMatchObject([
      { value: 'spqs' },
      { state: 'not-applicable' },
    ]);
    expect(factOf('oracle-role', 'databaseRole')).toMatchObject([{ value: 'APPLICATION' }]);
    expect(factOf('oracle-db-link', 'linkName')).toMatchObject([{ state: 'not-applicable' }]);
    const names = things.map(({ estate, kind, name }) => `${estate} ${kind} ${name}`);
    expect(names.filter((name) => /^spqs procedure/.test(name)).length).toBeGreaterThanOrEqual(4);
  });

  describe('the firewall question', () => {
    const reach = async (from: string, to: string, port: number) =>
      value(await showReach(world(), { from, to, port }));
    interface Ends {
      readonly key: string;
      readonly said: Readonly<Record<string, readonly string[]>>;
      readonly allowed: readonly string[];
      readonly protects: readonly string[];
    }
    const rulesOf = (estate: string): Promise<Ends[]> =>
      database.rows<Ends>(
        `select i.key,
           (select jsonb_object_agg(f.attribute, f.value) from inventory_fact f
            where f.item_id = i.id) as said,
           array(select o.key from inventory_relation r join inventory_item o on o.id = r.to_id
             where r.from_id = i.id and r.kind = 'allows') as allowed,
           array(select o.key from inventory_relation r join inventory_item o on o.id = r.to_id
             where r.from_id = i.id and r.kind = 'protects') as protects
         from inventory_item i where i.kind = 'firewall-rule' and i.estate = $1 order by i.key`,
        [estate],
      );
    // Of an end that is no thing, one that the words of the rule mean.
    const endsOf = (things: readonly string[], words: readonly string[] = []) =>
      things.length > 0
        ? things
        : words.map((word) =>
            word === 'any' ? 'somewhere.example' : word.replace('x', '7').replace('*', 'kb1'),
          );

    it.each([
      ['core', 15],
      ['spqs', 4],
    ])('is answered for their own ends by the rules of %s', async (estate, count) => {
      const rules = await rulesOf(estate);
      expect(rules).toHaveLength(count);
      for (const { key, said, allowed, protects } of rules)
        for (const from of endsOf(allowed, said['sources']))
          for (const to of endsOf(protects, said['destinations']))
            for (const port of said['ports'] ?? [])
              expect({
                from,
                to,
                port,
                by: (await reach(from, to, Number(port))).rule?.key,
              }).toEqual({ from, to, port, by: key });
    });

    it('has the ports and protocols of the rule in its answer', async () => {
      expect(
        (await reach('core/ecs-cluster@Staging', 'core/database@Staging', 5432)).rule,
      ).toMatchObject({
        key: 'core/rule-ecs-to-rds@Staging',
        ports: ['5432'],
        protocols: [],
      });
      expect((await reach('python-kb1-dev.is', 'sitsdb-devkb.is', 1832)).rule).toMatchObject({
        ports: ['1832'],
        protocols: ['Oracle Net'],
      });
    });

    it.each([
      ['core/ecs-cluster@Staging', 'core/database@Production', 5432],
      ['core/database@Staging', 'core/ecs-cluster@Staging', 5432],
      ['core/ecs-cluster@Staging', 'core/database@Staging', 5433],
      ['core/load-balancer@Staging', 'core/database@Staging', 5432],
      ['python-kb1-dev.is', 'sitsdb-livekb.is', 1832],
    ])('has no rule recorded from %s to %s on %i', async (from, to, port) => {
      expect(await reach(from, to, port)).toMatchObject({
        reachable: 'no rule recorded',
        rule: null,
      });
    });

    it('takes at most three statements', async () => {
      const question = { from: 'ECS', to: 'core/database@Staging', port: 5432 };
      expect(await statementsOf(() => showReach(world(), question))).toBe(2);
    });
  });

  it('have the past incidents of each thing that one describes', async () => {
    const incidents = async (key: string) =>
      incidentsOf(value(await showItem(world(), key))).map(({ key: incident }) => incident);
    expect(await incidents('tis/profile@production')).toHaveLength(1);
    expect(await incidents('spqs/spqs')).toEqual([]);
    const described = await database.rows<{ key: string; incident: string }>(
      `select t.key, f.key as incident from inventory_relation r
       join inventory_item f on f.id = r.from_id join inventory_item t on t.id = r.to_id
       where f.kind = 'past-incident' and r.kind = 'describes' order by f.key, t.key`,
    );
    expect(new Set(described.map(({ incident }) => incident)).size).toBe(21);
    const [first] = described;
    expect(await incidents(first?.key ?? '')).toContain(first?.incident);
  });

  it('tell the past incidents of all estates, the newest first, each with its source', async () => {
    const all = await listPastIncidents(world());
    expect(await statementsOf(() => listPastIncidents(world()))).toBe(1);
    expect(all).toHaveLength(21);
    expect(all.filter(({ source }) => source.title === '')).toEqual([]);
    const names = all.map(({ key }) => key);
    expect(names.indexOf('tis/incident-gmc-2023-10')).toBeLessThan(
      names.indexOf('tis/incident-gmc-2018-01'),
    );
    const midnight = all.find(({ key }) => key === 'tis/incident-gmc-2023-10');
    expect(midnight?.facts).toMatchObject({
      when: { value: '23 Oct 2023' },
      done: { value: 'one queue purged of 1.6 million messages' },
      lesson: {
        source: { title: 'HEE TIS public Confluence, read in excerpts, page, 3823042598' },
      },
    });
    expect(midnight?.facts).not.toHaveProperty('words');
    expect(midnight?.of.map(({ key }) => key)).toContain('tis/gmc');
    expect(midnight?.signature?.words).toContain('memory alarm');
    // Sources give neither what failed nor what was said of it.
    expect(all.filter(({ signature }) => signature === null).map(({ key }) => key)).toEqual([
      'reval-sync/past-washup',
      'tis/incident-search-size',
    ]);
  });

  describe('the architecture record', () => {
    const recordOf = async (key: string) => {
      const { heading, document } = value(await showRecord(world(), key));
      return { heading, text: renderRecord({ heading, document }, 'md') };
    };
    const chapter = (text: string, title: string): string =>
      text.split(/^## /m).find((part) => part.startsWith(title)) ?? '';
    const systems = () =>
      database.rows<{ key: string; name: string; estate: string; environment: string | null }>(
        `select key, name, estate, environment from inventory_item where kind = 'system'
         order by key`,
      );
    /** By the database itself: what is part of a system, or belongs to it, step by step. */
    const partsOf = async (key: string): Promise<string[]> => {
      const rows = await database.rows<{ name: string }>(
        `with recursive part as (
           select id from inventory_item where key = $1
           union
           select r.from_id from inventory_relation r join part p on p.id = r.to_id
           where r.kind in ('part of', 'belongs to'))
         select i.name from part p join inventory_item i on i.id = p.id where i.key <> $1`,
        [key],
      );
      return rows.map(({ name }) => name);
    };
    // Of a name with signs of Markdown the letters are enough.
    const plain = (words: string): string => words.replace(/[^\p{L}\p{N}]+/gu, ' ');

    it('is of each system that was asked for, with all its parts', async () => {
      const all = await systems();
      expect(all).toHaveLength(18);
      for (const { key, name, environment } of all) {
        const { heading, text } = await recordOf(key);
        const title = environment === null ? name : `${name}, ${environment}`;
        expect(heading.startsWith(`${title}: technical architecture record`)).toBe(true);
        const said = plain(text);
        expect((await partsOf(key)).filter((part) => !said.includes(plain(part)))).toEqual([]);
      }
    });

    it.each([
      ['spqs/spqs', ''],
      ['spqs', ''],
      ['core', ''],
      ['reval-sync/reval-sync@prod', ''],
      ['tis/esr-integration', ''],
      ['tis', ' of the whole estate'],
      ['reval-sync', ' of the whole estate'],
      ['dos-integration/dos-integration@live', ' of the whole estate'],
    ])('of %s says whether it is of a whole estate', async (key, suffix) => {
      expect((await recordOf(key)).heading).toMatch(
        new RegExp(`: technical architecture record${suffix}$`),
      );
    });

    it('of one system has nothing of another', async () => {
      const target = (await recordOf('tis/tis-target')).text;
      expect(target).toContain('DocumentDB');
      expect(chapter(target, '3.2')).toContain('\nNot recorded\n');
      const esr = (await recordOf('tis/esr-integration')).text;
      expect(esr).not.toContain('Admins UI');
      // The queues between its applications are part of nothing, and of its record all the same.
      expect(chapter(esr, '2.8')).toContain('Queue');
      expect((await recordOf('spqs/spqs')).text).toContain('sitsdb-livekb.is');
    });

    it('of one environment has nothing of another', async () => {
      const { text } = await recordOf('dos-integration/dos-integration@live');
      expect(chapter(text, 'Environments')).not.toMatch(/\bdemo\b/);
      expect(text).toContain('as far as it is of live or of all');
    });

    it('has the facts of several systems in their chapters', async () => {
      const { text } = await recordOf('reval-sync');
      expect(chapter(text, '1 Project plan')).toMatch(/\nOrganisation.*: /);
    });

    it('is of nothing that is no system', async () => {
      // Whose record it could be of is said with it.
      expect(await showRecord(world(), 'spqs/firewall-diagnostic')).toMatchObject({
        fault: { kind: 'not-found', detail: { keys: 'spqs' } },
      });
      expect(await showRecord(world(), 'spqs@LIVE')).toMatchObject({
        fault: { kind: 'not-found' },
      });
    });

    it('is stamped with what the newest imports found, and when', async () => {
      expect((await recordOf('core')).text).toContain('Nothing of it was observed by an import.');
      const observe = async (at: string) => {
        const importing = { ...world(), log: createLog('silent', 'test'), environment: null };
        const thing = { address: 'r', type: 'cache', name: 'redis', attributes: { port: '6380' } };
        const file = JSON.stringify({ version: 1, covers: ['cache'], things: [thing] });
        const { observation } = readObservation('generic', new TextEncoder().encode(file));
        value(
          await importObservation(
            importing,
            {
              id: 'c0ffee00-0000-4000-8000-000000000001',
              name: 'olga@example.org',
              role: 'operator',
              requestId: 'test',
            },
            ImportObservation.parse({ environment: at, observation, reason: 'A test' }),
          ),
        );
      };
      await observe('core@Staging');
      const { text } = await recordOf('core');
      expect(text).toMatch(
        /By its newest imports, the last of them taken on \d+ \w+ 20\d\d at .*, 0 components are/,
      );
      expect(text).toMatch(/1 is changed, 0 are missing and 0 are unexpected\./);
      // Of another estate.
      expect((await recordOf('spqs')).text).toContain('Nothing of it was observed by an import.');
    });

    it('takes at most eight statements', async () => {
      expect(await statementsOf(() => showRecord(world(), 'tis/tis'))).toBeLessThanOrEqual(8);
    });
  });

  it('ask the database a few times, however much there is', async () => {
    expect(await statementsOf(() => showCertificates(world()))).toBe(2);
    expect(await statementsOf(() => showEnvironments(world(), 'core'))).toBe(3);
    expect(await statementsOf(() => showOperations(world()))).toBe(1);
  });
});
