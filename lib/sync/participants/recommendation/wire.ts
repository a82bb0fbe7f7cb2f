/**
 * IndexSyncMessage of the doctors stage, one doctor a message as in profile B
 * (`docs/sync-contract.md` 1.6b), in the encoding of Recommendation: ISO days.
 */
import { maskedGmcNumber } from '#lib/kernel/free-text.ts';
import type { Json } from '#lib/platform/search/port.ts';
import { checkGmcNumber } from '../../gmc-number.ts';
import type { Incoming, Reading } from '../../pipeline.ts';
import {
  isFields,
  parseFields,
  readDay,
  readFlag,
  readText,
  Unreadable,
  type Fields,
} from '../fields.ts';
import type { GmcDoctor } from '../sources.ts';

export function encodeDoctor(doctor: GmcDoctor, gmcOutcome: string | null): string {
  return JSON.stringify({
    payload: {
      doctor: {
        gmcReferenceNumber: doctor.gmcNumber,
        doctorFirstName: doctor.firstName,
        doctorLastName: doctor.lastName,
        submissionDate: doctor.submissionDate,
        dateAdded: doctor.dateAdded,
        underNotice: doctor.underNotice,
        sanction: doctor.sanction,
        doctorStatus: doctor.doctorStatus,
        lastUpdatedDate: doctor.lastUpdatedDate,
        gmcLastUpdatedDateTime: doctor.gmcLastUpdatedDateTime,
        designatedBodyCode: doctor.designatedBodyCode,
        admin: doctor.admin,
        existsInGmc: doctor.existsInGmc,
      },
      gmcOutcome,
    },
    syncEnd: false,
  });
}

export const doctorEndBody = '{"payload":null,"syncEnd":true}';

function put(part: Record<string, Json>, field: string, value: string | boolean | null): void {
  if (value !== null) part[field] = value;
}

function partOf(
  doctor: Fields,
  gmcNumber: string,
  gmcOutcome: string | null,
  notes: string[],
): Record<string, Json> {
  const part: Record<string, Json> = { gmcReferenceNumber: gmcNumber };
  const designatedBody = readText(doctor, 'designatedBodyCode');
  put(part, 'doctorFirstName', readText(doctor, 'doctorFirstName'));
  put(part, 'doctorLastName', readText(doctor, 'doctorLastName'));
  put(part, 'submissionDate', readDay(doctor, 'submissionDate', notes));
  put(part, 'designatedBody', designatedBody);
  put(part, 'gmcStatus', gmcOutcome);
  put(part, 'tisStatus', readText(doctor, 'doctorStatus'));
  put(part, 'admin', readText(doctor, 'admin'));
  put(part, 'lastUpdatedDate', readDay(doctor, 'lastUpdatedDate', notes));
  put(part, 'underNotice', readText(doctor, 'underNotice'));
  put(part, 'existsInGmc', readFlag(doctor, 'existsInGmc'));
  part['connectionStatus'] = designatedBody === null || designatedBody === '' ? 'No' : 'Yes';
  return part;
}

/** A doctor has no number but the GMC number, which is noted masked only. */
function readSummary(summary: unknown): Incoming {
  if (!isFields(summary)) throw new Unreadable('payload is not an object');
  const doctor = summary['doctor'];
  if (!isFields(doctor)) throw new Unreadable('payload.doctor is not an object');
  const stored = readText(doctor, 'gmcReferenceNumber') ?? readText(doctor, '_id');
  const verdict = checkGmcNumber(stored);
  const reference = maskedGmcNumber(stored);
  if (!verdict.isUsable) return { kind: 'quarantine', reason: verdict.reason, reference };
  const notes: string[] = [];
  const part = partOf(doctor, verdict.gmcNumber, readText(summary, 'gmcOutcome'), notes);
  const noted = notes.length === 0 ? {} : { notes };
  return { kind: 'write', id: verdict.gmcNumber, part, reference, ...noted };
}

/** One of a list that cannot be read leaves the others as they are. */
function readOneOfMany(summary: unknown, place: number): Incoming {
  try {
    return readSummary(summary);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const reference = `number ${String(place + 1)} of its message`;
    return { kind: 'quarantine', reason: error.reason, reference };
  }
}

/** Reads the single object of profile B and C, and the list of later profiles. */
export function readDoctor(body: string): Reading {
  try {
    const message = parseFields(body);
    if (readFlag(message, 'syncEnd') === true) return { kind: 'end' };
    const payload = message['payload'];
    if (Array.isArray(payload)) return { kind: 'records', records: payload.map(readOneOfMany) };
    return { kind: 'records', records: [readSummary(payload)] };
  } catch (error) {
    if (error instanceof Unreadable) return { kind: 'unreadable', reason: error.reason };
    throw error;
  }
}
