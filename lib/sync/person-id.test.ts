import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TcsPerson } from './participants/sources.ts';
import { extractPerson } from './participants/tcs/extract.ts';
import { readTrainee } from './participants/tcs/wire.ts';
import { mergePart } from './merge.ts';
import { comparePersonIds, personIdOf, tooLargePersonId } from './person-id.ts';

const largest = 2n ** 63n - 1n;
/** Every size, and often near the borders of what a number or 64 bits can hold. */
const borders = [0n, 2n ** 53n, -(2n ** 53n), largest, -largest];
const digits = fc
  .oneof(
    fc.bigInt({ min: -largest, max: largest }),
    fc.tuple(fc.constantFrom(...borders), fc.bigInt({ min: -3n, max: 3n })).map(([a, b]) => a + b),
  )
  .filter((id) => id <= largest && id >= -largest)
  .map(String);

/** As the MySQL driver hands them out: text beyond the numbers that are exact. */
const asRead = (id: string): number | string =>
  Number.isSafeInteger(Number(id)) ? Number(id) : id;

const personOf = (id: number | string): TcsPerson => ({
  id,
  forenames: 'A "tcsPersonId":1 name',
  surname: null,
  role: null,
  hasGmcDetails: true,
  gmcNumber: '7000001',
  memberships: [],
  placements: [],
});

function partOf(id: string) {
  const extracted = extractPerson(personOf(asRead(id)), '2026-11-21');
  if (extracted?.kind !== 'send') throw new Error('not sent');
  expect(extracted.body).toContain(`"tcsPersonId":${id},`);
  const read = readTrainee(extracted.body);
  const [record] = read.kind === 'records' ? read.records : [];
  if (record?.kind !== 'write') throw new Error('not written');
  expect(record.reference).toBe(id);
  return record.part;
}

describe('a person id', () => {
  it('is the same from the source to the document, whatever its size', () => {
    fc.assert(
      fc.property(digits, (id) => {
        const { document } = mergePart(null, partOf(id));
        const isNumber = Number.isSafeInteger(Number(id));
        expect(document['tcsPersonId']).toBe(isNumber ? Number(id) : id);
        // What the index gets as JSON.
        expect(JSON.stringify(document)).toContain(`"tcsPersonId":${isNumber ? id : `"${id}"`}`);
      }),
    );
  });

  it('decides by its value which of two records with one number stays', () => {
    fc.assert(
      fc.property(digits, digits, (a, b) => {
        const [left, right] = [partOf(a), partOf(b)];
        const [lowest, other] = BigInt(a) <= BigInt(b) ? [a, b] : [b, a];
        for (const merged of [mergePart(left, right), mergePart(right, left)]) {
          expect(merged.document['tcsPersonId']).toBe(asRead(lowest));
          if (a === b) expect(merged.conflict).toBeNull();
          else expect(merged.loser).toBe(other);
        }
        expect(Math.sign(comparePersonIds(personIdOf(a), personIdOf(b)) ?? NaN)).toBe(
          BigInt(a) < BigInt(b) ? -1 : a === b ? 0 : 1,
        );
      }),
    );
  });

  it.each(['9223372036854775808', '123456789012345678901234567890', '-9223372036854775809'])(
    'of more than 64 bits is set aside under its digits: %s',
    (id) => {
      const body = JSON.stringify({ tcsPersonId: 0, gmcReferenceNumber: '7000001' });
      expect(readTrainee(body.replace('0', id))).toEqual({
        kind: 'records',
        records: [{ kind: 'quarantine', reason: tooLargePersonId, reference: id }],
      });
    },
  );

  it.each(['9007199254740993.0', '1e17', '9.1e18', '1e400'])(
    'that is no exact whole number is unreadable: %s',
    (number) => {
      const body = `{"tcsPersonId":${number},"gmcReferenceNumber":"7000001"}`;
      expect(readTrainee(body)).toMatchObject({ kind: 'unreadable' });
    },
  );

  it('that two fields of a message say differently is unreadable', () => {
    const inner = '"x":{"tcsPersonId":9007199254740992}';
    const body = `{"tcsPersonId":9007199254740993,"gmcReferenceNumber":"7000001",${inner}}`;
    expect(readTrainee(body)).toMatchObject({ kind: 'unreadable' });
  });
});
