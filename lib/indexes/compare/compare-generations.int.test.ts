import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import type { Document } from '#lib/platform/search/port.ts';
import {
  doctor,
  onEverySearchEngine,
  operator,
  sendTo,
  type BuiltRun,
  type IndexesWorld,
  type SearchEngine,
} from '#lib/testing/indexes/indexes-world.ts';
import { makeSearchable, swapGenerations } from '../index.ts';
import { compareGenerations } from './compare-generations.ts';
import type { CompareGenerations, Comparison, ComparisonEvent } from './comparison.ts';

// Vitest gives a matcher no type.
const saying = (part: string): string => expect.stringContaining(part) as string;

const plainFields = ['designatedBody', 'tcsDesignatedBody', 'membershipType'];

onEverySearchEngine('comparing two generations', (open, { itReal }) => {
  let engine: SearchEngine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  const begin = (
    { world, contract }: IndexesWorld,
    input: CompareGenerations,
    signal = new AbortController().signal,
  ) => compareGenerations(world, { ...contract, plainFields }, operator, input, signal);

  async function eventsOf(here: IndexesWorld, input: CompareGenerations) {
    const begun = await begin(here, input);
    if (!begun.ok) throw new FaultError(begun.fault);
    const events: ComparisonEvent[] = [];
    for await (const event of begun.value) events.push(event);
    return events;
  }

  async function compare(here: IndexesWorld, input: CompareGenerations): Promise<Comparison> {
    const last = (await eventsOf(here, input)).at(-1);
    if (last === undefined || !('result' in last)) throw new Error('there is no result');
    return last.result;
  }

  /** Readers move to what was built and filled with these documents besides. */
  async function settleWith(
    here: IndexesWorld,
    documents: number,
    others: readonly (readonly [id: string, source: Document])[],
  ): Promise<BuiltRun> {
    const built = await here.build(documents);
    const { world, base, contract } = here;
    const index = built.generations[base] ?? '';
    await world.search.bulk(
      index,
      others.map(([id, source]) => ({ op: 'index', id, source })),
    );
    const { name } = world.environment;
    await makeSearchable(world, name, Object.values(built.generations));
    const guard = () => Promise.resolve(true);
    const swapped = await swapGenerations(world, {
      environment: name,
      ...built,
      ...contract,
      guard,
    });
    expect(swapped.ok).toBe(true);
    return built;
  }

  const indexOf = ({ generations }: BuiltRun, base: string): string => generations[base] ?? '';

  it('says what was added, removed and changed, field by field', async () => {
    const here = engine.environment();
    const first = await here.settle(50);
    const changed = { ...doctor(3), designatedBody: '1-NEW', membershipType: 'MILITARY' };
    const added = { ...doctor(90), membershipType: 'SUBSTANTIVE' };
    const second = await settleWith(here, 47, [
      [changed.gmcReferenceNumber, changed],
      [added.gmcReferenceNumber, added],
    ]);
    const index = indexOf(second, here.base);
    const events = await eventsOf(here, { a: first.run.name, b: second.run.name });
    expect(events[0]).toEqual({
      progress: { a: { read: 0, of: 50 }, b: { read: 0, of: 48 } },
    });
    expect(events.at(-2)).toEqual({
      progress: { a: { read: 50, of: 50 }, b: { read: 48, of: 48 } },
    });
    const result = await compare(here, { a: first.run.name, b: index });
    expect(result).toMatchObject({
      index: here.base,
      a: { index: indexOf(first, here.base), run: first.run.name },
      b: { index, run: second.run.name },
      state: 'different',
      documents: { a: 50, b: 48 },
      added: 1,
      removed: 3,
      changed: 1,
      same: 46,
      withoutKey: { a: 0, b: 0 },
      repeated: { a: 0, b: 0 },
      says: '1 document added, 3 removed and 1 changed; 46 the same.',
    });
    const of = (name: string) => result.fields.find(({ field }) => field === name);
    expect(of('designatedBody')).toMatchObject({ changed: 1, gained: 0, lost: 0 });
    expect(of('membershipType')).toMatchObject({
      changed: 1,
      gained: 1,
      empty: { a: 50, b: 46 },
      nullRate: { a: 1, b: 46 / 48 },
      values: {
        listed: [
          { value: 'MILITARY', documents: { a: 0, b: 1 } },
          { value: 'SUBSTANTIVE', documents: { a: 0, b: 1 } },
        ],
        others: { a: 0, b: 0 },
      },
    });
    expect(of('existsInGmc')?.values?.listed).toHaveLength(2);
    expect(of('gmcReferenceNumber')).toMatchObject({ changed: 0, values: null });
    expect(result.samples[0]).toEqual({
      document: 'number ending 003',
      change: 'changed',
      fields: [
        {
          field: 'designatedBody',
          change: 'changed',
          isMasked: false,
          before: '1-OTHER',
          after: '1-NEW',
        },
        {
          field: 'membershipType',
          change: 'gained',
          isMasked: false,
          before: null,
          after: 'MILITARY',
        },
      ],
    });
    expect(JSON.stringify(result)).not.toMatch(/\b70000\d\d\b/);
  });

  it('finds equal what is equal, a kept copy too', async () => {
    const here = engine.environment();
    const { world, base, contract } = here;
    const family = contract.indexes[0];
    // A concrete index under the name of an alias: it is copied when readers move.
    await world.search.create({
      name: base,
      fields: family?.fields ?? {},
      keyField: 'gmcReferenceNumber',
    });
    await here.fill(
      base,
      Array.from({ length: 30 }, (_, at) => doctor(at)),
    );
    await world.search.settings(base, 'searchable');
    const { run } = await here.settle(30);
    const copy = (await world.search.indexes(`${base}*`)).find(({ name }) => name.endsWith('_0'));
    const result = await compare(here, { a: copy?.name ?? '', b: run.name });
    expect(result).toMatchObject({
      state: 'equal',
      same: 30,
      says: 'Both have the same 30 documents.',
    });
    expect(result.fields.every(({ changed }) => changed === 0)).toBe(true);
  });

  it('counts apart what has no number, and what has one that is there already', async () => {
    const here = engine.environment();
    const odd: readonly (readonly [string, Document])[] = [
      ['none', { designatedBody: '1-BODY0' }],
      ['empty', { gmcReferenceNumber: '', designatedBody: '1-BODY0' }],
      ['long', { gmcReferenceNumber: 'z'.repeat(300) }],
      ['again', doctor(2)],
    ];
    const first = await settleWith(here, 5, odd);
    const second = await settleWith(here, 5, odd);
    const result = await compare(here, { a: first.run.name, b: second.run.name });
    expect(result).toMatchObject({
      state: 'not-known',
      documents: { a: 9, b: 9 },
      same: 5,
      withoutKey: { a: 3, b: 3 },
      repeated: { a: 1, b: 1 },
    });
    const third = await here.settle(5);
    expect(await compare(here, { a: second.run.name, b: third.run.name })).toMatchObject({
      state: 'different',
      same: 5,
      withoutKey: { a: 3, b: 0 },
    });
  });

  it('goes on one at a time in an environment, and a stop lets the next begin', async () => {
    const [here, elsewhere] = [engine.environment(), engine.environment()];
    const runs = { a: (await here.settle(3)).run.name, b: (await here.settle(3)).run.name };
    const stop = new AbortController();
    const going = await begin(here, runs, stop.signal);
    if (!going.ok) throw new FaultError(going.fault);
    await going.value.next();
    expect(await begin(here, runs)).toMatchObject({
      ok: false,
      fault: { kind: 'busy', says: saying('compared already') },
    });
    const others = {
      a: (await elsewhere.settle(1)).run.name,
      b: (await elsewhere.settle(1)).run.name,
    };
    expect((await compare(elsewhere, others)).state).toBe('equal');
    stop.abort();
    await expect(going.value.next()).rejects.toThrow('Nobody waits for it any more.');
    expect((await compare(here, runs)).state).toBe('equal');
    // Whoever does not read on ends it too.
    const left = await begin(here, runs);
    if (left.ok) {
      await left.value.next();
      await left.value.return();
    }
    expect((await compare(here, runs)).state).toBe('equal');
  });

  it('is begun six times a minute at most by one person', async () => {
    const here = engine.environment();
    const runs = { a: (await here.settle(1)).run.name, b: (await here.settle(1)).run.name };
    for (let at = 0; at < 6; at += 1) await compare(here, runs);
    expect(await begin(here, runs)).toMatchObject({ ok: false, fault: { kind: 'busy' } });
    here.later(60);
    expect((await compare(here, runs)).state).toBe('equal');
  });

  it('is for those who may, and for two whole generations of one index', async () => {
    const here = engine.environment();
    const first = await here.settle(1);
    const second = await here.settle(1);
    const asked = { a: first.run.name, b: second.run.name };
    const signal = new AbortController().signal;
    for (const role of ['viewer', 'support'] as const)
      expect(
        await compareGenerations(here.world, here.contract, { ...operator, role }, asked, signal),
      ).toMatchObject({ ok: false, fault: { kind: 'forbidden' } });
    expect(
      await begin(here, { a: indexOf(first, here.base), b: indexOf(second, here.derived) }),
    ).toMatchObject({ ok: false, fault: { kind: 'invalid' } });
    const building = await here.build(1);
    expect(await begin(here, { a: first.run.name, b: building.run.name })).toMatchObject({
      ok: false,
      fault: { kind: 'precondition' },
    });
  });

  describe('is not known', () => {
    it('where one was dropped meanwhile', async () => {
      const here = engine.environment();
      const first = await here.settle(2);
      const second = await here.settle(2);
      await here.world.search.drop(indexOf(first, here.base));
      await expect(compare(here, { a: first.run.name, b: second.run.name })).rejects.toMatchObject({
        fault: {
          kind: 'unavailable',
          says: saying('is not there any more, so what has changed is not known.'),
        },
      });
      // What failed holds nothing.
      expect((await begin(here, { a: first.run.name, b: second.run.name })).ok).toBe(true);
    });

    itReal('where one is closed', async () => {
      const here = engine.environment();
      const first = await here.settle(2);
      const second = await here.settle(2);
      await sendTo(engine.url ?? '', 'POST', `/${indexOf(first, here.base)}/_close`, {});
      await expect(compare(here, { a: first.run.name, b: second.run.name })).rejects.toMatchObject({
        fault: { kind: 'unavailable', says: saying('is closed') },
      });
    });

    itReal('where the documents are in no order', async () => {
      const here = engine.environment();
      const { run } = await here.settle(2);
      const index = `${here.base}_20260101t000000_99`;
      await sendTo(engine.url ?? '', 'PUT', `/${index}`, {});
      await here.world.database.run(
        `insert into generation (environment, index_name, base, role)
         values ($1, $2, $3, 'previous')`,
        [here.world.environment.name, index, here.base],
      );
      await expect(compare(here, { a: index, b: run.name })).rejects.toMatchObject({
        fault: { kind: 'unavailable', says: saying('has no key field') },
      });
    });
  });
});
