import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#lib/platform/database/database.ts';
import { openDatabaseSearch } from '#lib/platform/search/database/search.ts';
import type { Document, Search } from '#lib/platform/search/port.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { mergePart } from '../merge.ts';
import { RecordWriter, type RecordToWrite } from './writer.ts';

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
  const writer = new RecordWriter(search, 'people', mergePart);
  const before = await search.get('people', [gmc(150)]);
  const again = await writer.write([...trainees(150, 151, (n) => n + 1), ...doctors(150, 151)]);
  const after = await search.get('people', [gmc(150)]);
  expect(again).toMatchObject({ written: 2, merged: 0, rejected: 0 });
  expect(after.map((one) => one.source)).toEqual(before.map((one) => one.source));
});
