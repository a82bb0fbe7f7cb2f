import { afterAll, beforeAll, expect, test } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { openDatabaseSearch } from '#lib/platform/search/database/search.ts';
import type { Document, Search } from '#lib/platform/search/port.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { mergePart } from '../merge.ts';
import { RecordWriter, type RecordToWrite, type WriteOutcome } from './writer.ts';

let database: Database;
let search: Search;

beforeAll(async () => {
  database = await embeddedDatabase();
  search = openDatabaseSearch(database, 'local');
  await search.create({
    name: 'people',
    keyField: 'gmcReferenceNumber',
    fields: { gmcReferenceNumber: { type: 'keyword' } },
  });
});
afterAll(() => database.close());

const gmc = (n: number): string => String(7_000_000 + n);

function trainees(from: number, to: number, personId: (n: number) => number): RecordToWrite[] {
  return Array.from({ length: to - from }, (_, at) => {
    const n = from + at;
    const part: Document = {
      gmcReferenceNumber: gmc(n),
      tcsPersonId: personId(n),
      doctorLastName: `T${String(personId(n))}`,
    };
    return { id: gmc(n), part, reference: String(personId(n)) };
  });
}

function doctors(from: number, to: number): RecordToWrite[] {
  return Array.from({ length: to - from }, (_, at) => ({
    id: gmc(from + at),
    part: { gmcReferenceNumber: gmc(from + at), connectionStatus: 'Yes', doctorLastName: 'D' },
    reference: '',
  }));
}

test('writers of the same documents lose nothing, and count each loser once', async () => {
  const writers = Array.from({ length: 3 }, () => new RecordWriter(search, 'people', mergePart));
  const outcomes = await Promise.all([
    writers[0]?.write(trainees(0, 300, (n) => n + 1)),
    writers[1]?.write(doctors(100, 400)),
    writers[2]?.write(trainees(200, 300, (n) => n + 5_001)),
  ]);
  const found = new Map(
    (
      await search.get(
        'people',
        Array.from({ length: 400 }, (_, n) => gmc(n)),
      )
    ).map((one) => [one.id, one.source]),
  );
  expect(found.size).toBe(400);
  for (let n = 0; n < 400; n++) {
    expect(found.get(gmc(n))).toEqual({
      gmcReferenceNumber: gmc(n),
      ...(n < 300 ? { tcsPersonId: n + 1 } : {}),
      ...(n >= 100 ? { connectionStatus: 'Yes' } : {}),
      doctorLastName: n >= 100 ? 'D' : `T${String(n + 1)}`,
    });
  }
  const merged = outcomes.reduce((sum, outcome) => sum + (outcome?.merged ?? 0), 0);
  expect(merged).toBe(100);
  expect(
    outcomes
      .flatMap((outcome) => outcome?.noted ?? [])
      .map((noted) => noted.reference)
      .sort(),
  ).toEqual(Array.from({ length: 100 }, (_, at) => String(5_201 + at)));
});

test('writing the same parts again changes nothing', async () => {
  const before = await search.get('people', [gmc(150)]);
  for (const parts of [trainees(150, 151, (n) => n + 1), doctors(150, 151)])
    expect(await new RecordWriter(search, 'people', mergePart).write(parts)).toMatchObject({
      written: 1,
      merged: 0,
      rejected: 0,
    });
  const after = await search.get('people', [gmc(150)]);
  expect(after.map((one) => one.source)).toEqual(before.map((one) => one.source));
});

/** Loses the answer to every other write: it is sent again, and finds itself there. */
function losingAnswers(): Search {
  let isLost = false;
  return {
    ...search,
    async bulk(index, writes) {
      isLost = !isLost;
      if (isLost) await search.bulk(index, writes);
      return search.bulk(index, writes);
    },
  };
}

test.each([
  ['the lower person id comes last', 2, 1],
  ['the lower person id comes first', 1, 2],
])('a conflict is listed though the answer was lost, when %s', async (_, first, second) => {
  const id = 600 + first;
  const writer = new RecordWriter(losingAnswers(), 'people', mergePart);
  const outcomes = [
    await writer.write(trainees(id, id + 1, () => first)),
    await writer.write(trainees(id, id + 1, () => second)),
  ];
  expect(outcomes.map(({ written, merged }) => [written, merged])).toEqual([
    [1, 0],
    [0, 1],
  ]);
  expect(outcomes.flatMap(({ noted }) => noted.map(({ reference }) => reference))).toEqual(['2']);
});

test('what failed half-way is counted when it is written again, with its conflicts', async () => {
  let isFailing = false;
  const failing: Search = {
    ...search,
    async bulk(index, writes) {
      const results = await search.bulk(index, writes);
      if (!isFailing || writes.every(({ op }) => op === 'create')) return results;
      isFailing = false;
      throw new FaultError({ kind: 'unavailable', says: 'away' });
    },
  };
  const writer = new RecordWriter(failing, 'people', mergePart);
  await writer.write(trainees(650, 660, (n) => n + 9_000));
  isFailing = true;
  const again = trainees(650, 670, (n) => n + 1);
  await expect(writer.write(again)).rejects.toThrow('away');
  // Ten of the twenty had been written before: each of them took the place of a record.
  expect(await writer.write(again)).toMatchObject({ written: 10, merged: 10 });
});

test('two doctors of one number are a conflict, in one batch and in two', async () => {
  const writer = new RecordWriter(search, 'people', mergePart);
  const two = (n: number): RecordToWrite[] =>
    ['2026-01-01', '2026-02-01'].map((lastUpdatedDate) => ({
      id: gmc(n),
      part: { gmcReferenceNumber: gmc(n), connectionStatus: 'Yes', lastUpdatedDate },
      reference: `number ending ${gmc(n).slice(-3)}`,
    }));
  const [first, second] = two(700);
  if (first === undefined || second === undefined) throw new Error('there are two');
  expect(await writer.write([first])).toMatchObject({ written: 1, merged: 0 });
  expect(await writer.write([second])).toMatchObject({ written: 0, merged: 1 });
  const { noted, ...counts } = await writer.write(two(701));
  expect(counts).toEqual({ written: 1, merged: 1, rejected: 0 });
  expect(noted.map(({ kind, reference }) => [kind, reference])).toEqual([
    ['conflict', 'number ending 701'],
  ]);
});

test('an attempt that meets what an earlier one wrote counts each record once', async () => {
  const three = [3, 1, 2].flatMap((person) => trainees(800, 801, () => person));
  for (let attempt = 1; attempt <= 2; attempt++) {
    const writer = new RecordWriter(search, 'people', mergePart);
    const outcomes: WriteOutcome[] = [];
    for (const one of three) outcomes.push(await writer.write([one]));
    const sum = (of: 'written' | 'merged'): number =>
      outcomes.reduce((total, outcome) => total + outcome[of], 0);
    expect([sum('written'), sum('merged')]).toEqual([1, 2]);
    expect(outcomes.flatMap(({ noted }) => noted.map(({ reference }) => reference)).sort()).toEqual(
      ['2', '3'],
    );
  }
});
