/**
 * Who is connected, disconnected or an exception (`docs/sync-contract.md` 3.5): the same rule for
 * one document and for a query of the index.
 */
import {
  and,
  equals,
  isIn,
  missing,
  not,
  or,
  range,
  type Condition,
} from '#lib/platform/search/conditions.ts';
import type { Document, Json, Search } from '#lib/platform/search/port.ts';
import { pickFields } from '../fields.ts';
import type { Day } from '../sources.ts';

export const connectionViewFields = [
  'gmcReferenceNumber',
  'tcsPersonId',
  'doctorFirstName',
  'doctorLastName',
  'submissionDate',
  'programmeName',
  'membershipType',
  'designatedBody',
  'tcsDesignatedBody',
  'programmeOwner',
  'membershipStartDate',
  'membershipEndDate',
] as const;

/** `connectionStatus` is worked out anew, not copied. */
export function isConnected(master: Document): boolean {
  const designatedBody = master['designatedBody'];
  return typeof designatedBody === 'string' && designatedBody !== '';
}

const isVisitor = (membershipType: unknown): boolean =>
  typeof membershipType === 'string' && membershipType.toLowerCase() === 'visitor';

export const hasReason = (errorMessage: string | null): errorMessage is string =>
  errorMessage !== null && errorMessage.trim() !== '';

export function isException(master: Document, exceptionReason: string | null, asOf: Day): boolean {
  if (hasReason(exceptionReason) || isVisitor(master['membershipType'])) return true;
  const end = master['membershipEndDate'];
  return typeof end === 'string' && end < asOf && isConnected(master);
}

export function connectionView(master: Document, exceptionReason: string | null): Document {
  const view: Record<string, Json> = pickFields(master, connectionViewFields);
  view['connectionStatus'] = isConnected(master) ? 'Yes' : 'No';
  if (exceptionReason !== null) view['exceptionReason'] = exceptionReason;
  return view;
}

/** More spellings of one membership type than this are not expected of any index. */
const mostMembershipTypes = 1_000;

/** The exceptions that the index can see by itself: all but those by an exception log. */
export async function exceptionByFields(
  search: Search,
  source: string,
  asOf: Day,
): Promise<Condition> {
  const types = await search.group(source, 'membershipType', { limit: mostMembershipTypes });
  const visitors = types.map((type) => type.value).filter(isVisitor);
  const expired = and(
    range('membershipEndDate', { lt: asOf }),
    not(missing('designatedBody')),
    not(equals('designatedBody', '')),
  );
  return visitors.length === 0 ? expired : or(isIn('membershipType', visitors), expired);
}
