/**
 * ConnectionInfoDto, one message a trainee (`docs/sync-contract.md` 1.6a), in the encoding of TCS:
 * days as arrays, explicit nulls.
 */
import type { Json } from '#lib/platform/search/port.ts';
import { checkGmcNumber } from '../../gmc-number.ts';
import { personIdOf, tooLargePersonId, type PersonId } from '../../person-id.ts';
import type { Reading } from '../../pipeline.ts';
import { parseFields, readDay, readFlag, readText, Unreadable, type Fields } from '../fields.ts';
import type { Day } from '../sources.ts';
import type { Trainee } from './trainee.ts';

const dayArray = (day: Day | null): [number, number, number] | null =>
  day === null
    ? null
    : [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];

/** On the wire an id is a number, of whatever size. */
export function encodeTrainee(trainee: Trainee): string {
  const body = JSON.stringify(fieldsOf(trainee));
  const { tcsPersonId } = trainee;
  // It is the first field: nothing that a person is called comes before it.
  return typeof tcsPersonId === 'number'
    ? body
    : body.replace(`"tcsPersonId":"${tcsPersonId}"`, `"tcsPersonId":${tcsPersonId}`);
}

function fieldsOf(trainee: Trainee): Readonly<Record<string, Json>> {
  return {
    tcsPersonId: trainee.tcsPersonId,
    gmcReferenceNumber: trainee.gmcReferenceNumber,
    doctorFirstName: trainee.doctorFirstName,
    doctorLastName: trainee.doctorLastName,
    submissionDate: null,
    programmeName: trainee.programmeName,
    programmeMembershipType: trainee.programmeMembershipType,
    designatedBody: null,
    tcsDesignatedBody: trainee.tcsDesignatedBody,
    programmeOwner: trainee.programmeOwner,
    placementGrade: trainee.placementGrade,
    programmeMembershipStartDate: dayArray(trainee.programmeMembershipStartDate),
    programmeMembershipEndDate: dayArray(trainee.programmeMembershipEndDate),
    curriculumEndDate: dayArray(trainee.curriculumEndDate),
    dataSource: 'TCS',
    syncEnd: null,
  };
}

/** Every key of a data row with null, and `syncEnd` true. */
export const traineeEndBody = JSON.stringify({
  tcsPersonId: null,
  gmcReferenceNumber: null,
  doctorFirstName: null,
  doctorLastName: null,
  submissionDate: null,
  programmeName: null,
  programmeMembershipType: null,
  designatedBody: null,
  tcsDesignatedBody: null,
  programmeOwner: null,
  placementGrade: null,
  programmeMembershipStartDate: null,
  programmeMembershipEndDate: null,
  curriculumEndDate: null,
  dataSource: null,
  syncEnd: true,
});

function put(part: Record<string, Json>, field: string, value: string | null): void {
  if (value !== null) part[field] = value;
}

function partOf(
  row: Fields,
  gmcNumber: string,
  tcsPersonId: PersonId,
  notes: string[],
): Record<string, Json> {
  const part: Record<string, Json> = { gmcReferenceNumber: gmcNumber };
  put(part, 'doctorFirstName', readText(row, 'doctorFirstName'));
  put(part, 'doctorLastName', readText(row, 'doctorLastName'));
  part['tcsPersonId'] = tcsPersonId;
  put(part, 'programmeName', readText(row, 'programmeName'));
  put(part, 'membershipType', readText(row, 'programmeMembershipType'));
  put(part, 'tcsDesignatedBody', readText(row, 'tcsDesignatedBody'));
  put(part, 'programmeOwner', readText(row, 'programmeOwner'));
  put(part, 'membershipStartDate', readDay(row, 'programmeMembershipStartDate', notes));
  put(part, 'membershipEndDate', readDay(row, 'programmeMembershipEndDate', notes));
  put(part, 'curriculumEndDate', readDay(row, 'curriculumEndDate', notes));
  put(part, 'placementGrade', readText(row, 'placementGrade'));
  return part;
}

const notWhole = 'tcsPersonId is missing or not a whole number';

/** Of a number that JavaScript does not keep exactly: its digits, as they were sent. */
function digitsIn(body: string, read: number): string {
  const found = [...body.matchAll(/"tcsPersonId"\s*:\s*(-?\d+)(?![\d.eE])/g)].flatMap(
    ([, digits]) => (digits !== undefined && Number(digits) === read ? [digits] : []),
  );
  const [digits, ...others] = new Set(found);
  if (digits === undefined || others.length > 0) throw new Unreadable(notWhole);
  return digits;
}

export function readTrainee(body: string): Reading {
  try {
    const row = parseFields(body);
    if (readFlag(row, 'syncEnd') === true) return { kind: 'end' };
    const tcsPersonId = row['tcsPersonId'];
    if (typeof tcsPersonId !== 'number' || !Number.isInteger(tcsPersonId))
      throw new Unreadable(notWhole);
    const reference = Number.isSafeInteger(tcsPersonId)
      ? String(tcsPersonId)
      : digitsIn(body, tcsPersonId);
    const id = personIdOf(reference);
    if (id === null)
      return {
        kind: 'records',
        records: [{ kind: 'quarantine', reason: tooLargePersonId, reference }],
      };
    const verdict = checkGmcNumber(readText(row, 'gmcReferenceNumber'));
    if (!verdict.isUsable)
      return {
        kind: 'records',
        records: [{ kind: 'quarantine', reason: verdict.reason, reference }],
      };
    const notes: string[] = [];
    const part = partOf(row, verdict.gmcNumber, id, notes);
    const noted = notes.length === 0 ? {} : { notes };
    return {
      kind: 'records',
      records: [{ kind: 'write', id: verdict.gmcNumber, part, reference, ...noted }],
    };
  } catch (error) {
    if (error instanceof Unreadable) return { kind: 'unreadable', reason: error.reason };
    throw error;
  }
}
