import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Trainee } from './trainee.ts';
import { encodeTrainee, readTrainee, traineeEndBody } from './wire.ts';

/** The sample of `docs/sync-contract.md` 1.11. */
const sample =
  '{"tcsPersonId":1001,"gmcReferenceNumber":"7000001","doctorFirstName":"Ann",' +
  '"doctorLastName":"Bell","submissionDate":null,"programmeName":"Paediatrics",' +
  '"programmeMembershipType":"SUBSTANTIVE","designatedBody":null,' +
  '"tcsDesignatedBody":"1-1RSSQ05","programmeOwner":"East of England",' +
  '"placementGrade":"300","programmeMembershipStartDate":[2025,8,6],' +
  '"programmeMembershipEndDate":[2028,8,1],"curriculumEndDate":[2028,8,1],' +
  '"dataSource":"TCS","syncEnd":null}';

const trainee: Trainee = {
  tcsPersonId: 1001,
  gmcReferenceNumber: '7000001',
  doctorFirstName: 'Ann',
  doctorLastName: 'Bell',
  programmeName: 'Paediatrics',
  programmeMembershipType: 'SUBSTANTIVE',
  tcsDesignatedBody: '1-1RSSQ05',
  programmeOwner: 'East of England',
  placementGrade: '300',
  programmeMembershipStartDate: '2025-08-06',
  programmeMembershipEndDate: '2028-08-01',
  curriculumEndDate: '2028-08-01',
};

const part = {
  gmcReferenceNumber: '7000001',
  doctorFirstName: 'Ann',
  doctorLastName: 'Bell',
  tcsPersonId: 1001,
  programmeName: 'Paediatrics',
  membershipType: 'SUBSTANTIVE',
  tcsDesignatedBody: '1-1RSSQ05',
  programmeOwner: 'East of England',
  membershipStartDate: '2025-08-06',
  membershipEndDate: '2028-08-01',
  curriculumEndDate: '2028-08-01',
  placementGrade: '300',
};

const written = {
  kind: 'records',
  records: [{ kind: 'write', id: '7000001', part, reference: '1001' }],
};
const changed = (fields: Record<string, unknown>): string =>
  JSON.stringify({ ...(JSON.parse(sample) as object), ...fields }); // an object by the sample above

describe('a trainee on the wire', () => {
  it('is written as TCS writes it, to the letter', () => {
    expect(encodeTrainee(trainee)).toBe(sample);
  });

  it('is read back', () => {
    expect(readTrainee(sample)).toEqual(written);
  });

  it('may carry ISO days, unknown properties, and lack what is null', () => {
    expect(
      readTrainee(changed({ curriculumEndDate: '2028-08-01', notes: [1], syncEnd: false })),
    ).toEqual(written);
    expect(readTrainee('{"tcsPersonId":5,"gmcReferenceNumber":" 7000001 "}')).toEqual({
      kind: 'records',
      records: [
        {
          kind: 'write',
          id: '7000001',
          part: { gmcReferenceNumber: '7000001', tcsPersonId: 5 },
          reference: '5',
        },
      ],
    });
  });

  it('never sets what belongs to the doctor', () => {
    expect(readTrainee(changed({ designatedBody: 'x', submissionDate: [2026, 1, 1] }))).toEqual(
      written,
    );
  });

  it('ends with every key and syncEnd true', () => {
    // An object by its first character.
    const end = JSON.parse(traineeEndBody) as Record<string, unknown>;
    expect(Object.keys(end)).toEqual(Object.keys(JSON.parse(sample) as object)); // as above
    expect(Object.entries(end).filter(([, value]) => value !== null)).toEqual([['syncEnd', true]]);
    expect(readTrainee(traineeEndBody)).toEqual({ kind: 'end' });
  });

  it('without a usable number is quarantined under its person id', () => {
    expect(readTrainee(changed({ gmcReferenceNumber: 'UNKNOWN' }))).toEqual({
      kind: 'records',
      records: [{ kind: 'quarantine', reason: 'GMC number is UNKNOWN', reference: '1001' }],
    });
    expect(readTrainee(changed({ gmcReferenceNumber: null }))).toMatchObject({
      records: [{ kind: 'quarantine' }],
    });
  });

  it.each([
    ['not JSON', '{"tcsPersonId":'],
    ['a bare marker', 'syncStart'],
    ['a marker', '"syncStart"'],
    ['a list', '[]'],
    ['null', 'null'],
    ['no person id', changed({ tcsPersonId: null })],
    ['a person id as text', changed({ tcsPersonId: '1001' })],
    ['a name that is no text', changed({ doctorFirstName: 7 })],
    ['a date-time', changed({ curriculumEndDate: '2028-08-01T00:00:00' })],
    ['a date of two numbers', changed({ curriculumEndDate: [2026, 2] })],
    ['syncEnd as text', changed({ syncEnd: 'true' })],
  ])('is unreadable: %s', (_, body) => {
    const reading = readTrainee(body);
    expect(reading.kind).toBe('unreadable');
    expect(JSON.stringify(reading)).not.toMatch(/7000001|Bell|1001/);
  });

  it.each([
    ['in the encoding of TCS', [2022, 11, 0]],
    ['as text', '2027-02-31'],
    ['of another age', '+010000-01-01'],
  ])('is read without a day that does not exist, which is noted: %s', (_, curriculumEndDate) => {
    const { curriculumEndDate: _left, ...rest } = part;
    const reason = 'curriculumEndDate is a day that does not exist, and was left out';
    expect(readTrainee(changed({ curriculumEndDate }))).toEqual({
      kind: 'records',
      records: [{ kind: 'write', id: '7000001', part: rest, reference: '1001', notes: [reason] }],
    });
  });

  it('never makes the reader throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.object().map((value) => JSON.stringify(value)),
          fc
            .dictionary(fc.constantFrom(...Object.keys(trainee), 'syncEnd'), fc.jsonValue())
            .map((value) => JSON.stringify(value)),
        ),
        (body) => {
          expect(['records', 'end', 'unreadable']).toContain(readTrainee(body).kind);
        },
      ),
    );
  });

  it('reads every day that it can write', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          const curriculumEndDate = date.toISOString().slice(0, 10);
          expect(readTrainee(encodeTrainee({ ...trainee, curriculumEndDate }))).toMatchObject({
            records: [{ part: { curriculumEndDate } }],
          });
        },
      ),
    );
  });
});
