/**
 * ConnectionInfoDto, one message a trainee (`docs/sync-contract.md` 1.6a), in the encoding of TCS:
 * days as arrays, explicit nulls.
 */
import type { Json } from '#lib/platform/search/port.ts';
import { checkGmcNumber } from '../../gmc-number.ts';
import type { Reading } from '../../pipeline.ts';
import { parseFields, readDay, readFlag, readText, Unreadable, type Fields } from '../fields.ts';
import type { Day } from '../sources.ts';
import type { Trainee } from './trainee.ts';

const dayArray = (day: Day | null): [number, number, number] | null =>
  day === null
    ? null
    : [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];

export function encodeTrainee(trainee: Trainee): string {
  return JSON.stringify({
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
  });
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

export const tooLargePersonId = 'The person id is larger than 9,007,199,254,740,991';

function put(part: Record<string, Json>, field: string, value: string | null): void {
  if (value !== null) part[field] = value;
}

function partOf(
  row: Fields,
  gmcNumber: string,
  tcsPersonId: number,
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

/** Digits as they were sent: as a number they are another one. */
const exactId = (body: string): string => /"tcsPersonId"\s*:\s*(-?\d+)/.exec(body)?.[1] ?? '';

export function readTrainee(body: string): Reading {
  try {
    const row = parseFields(body);
    if (readFlag(row, 'syncEnd') === true) return { kind: 'end' };
    const tcsPersonId = row['tcsPersonId'];
    if (typeof tcsPersonId !== 'number' || !Number.isInteger(tcsPersonId))
      throw new Unreadable('tcsPersonId is missing or not a whole number');
    if (!Number.isSafeInteger(tcsPersonId))
      return {
        kind: 'records',
        records: [{ kind: 'quarantine', reason: tooLargePersonId, reference: exactId(body) }],
      };
    const reference = String(tcsPersonId);
    const verdict = checkGmcNumber(readText(row, 'gmcReferenceNumber'));
    if (!verdict.isUsable)
      return {
        kind: 'records',
        records: [{ kind: 'quarantine', reason: verdict.reason, reference }],
      };
    const notes: string[] = [];
    const part = partOf(row, verdict.gmcNumber, tcsPersonId, notes);
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
