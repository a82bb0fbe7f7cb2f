/**
 * The one merge rule: a document is the join of a trainee part and a doctor part, each field
 * belonging to one part. The join does not depend on the order of arrival: of two parts of a kind
 * the same one wins whichever comes first. A field that belongs to no part was written by a service
 * (`updatedBy`, `hiddenDiscrepancies`), and stays.
 */
import { missing, not } from '#lib/platform/search/conditions.ts';
import type { Document, Json } from '#lib/platform/search/port.ts';
import { comparePersonIds } from './person-id.ts';
import type { Merged } from './pipeline.ts';

export const traineeFields = [
  'tcsPersonId',
  'programmeName',
  'membershipType',
  'tcsDesignatedBody',
  'programmeOwner',
  'membershipStartDate',
  'membershipEndDate',
  'curriculumEndDate',
  'placementGrade',
] as const;

export const doctorFields = [
  'submissionDate',
  'designatedBody',
  'gmcStatus',
  'tisStatus',
  'admin',
  'lastUpdatedDate',
  'underNotice',
  'existsInGmc',
  'connectionStatus',
] as const;

export const nameFields = ['doctorFirstName', 'doctorLastName'] as const;

export const conflictReason =
  'Another trainee record has the same GMC number; the lowest person id was kept';

const isPresent = (value: Json | undefined): value is Json => value !== undefined && value !== null;
/** The same as `hasTrainee` and `hasDoctor`, of documents in the index. */
export const hasTraineePart = not(missing('tcsPersonId'));
export const hasDoctorPart = not(missing('connectionStatus'));

const hasTrainee = (document: Document): boolean => isPresent(document['tcsPersonId']);
const hasDoctor = (document: Document): boolean => isPresent(document['connectionStatus']);

/**
 * A total order of values, so that a tie between two versions of one record always ends the same
 * way. An absent value comes first.
 */
function compareValues(a: Json | undefined, b: Json | undefined): number {
  if (a === b) return 0;
  if (!isPresent(a)) return isPresent(b) ? -1 : 0;
  if (!isPresent(b)) return 1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [textA, textB] = [JSON.stringify(a), JSON.stringify(b)];
  return textA < textB ? -1 : textA > textB ? 1 : 0;
}

function compareBy(fields: readonly string[], a: Document, b: Document): number {
  for (const field of fields) {
    const ids = field === 'tcsPersonId' ? comparePersonIds(a[field], b[field]) : null;
    const order = ids === null || ids === 0 ? compareValues(a[field], b[field]) : ids;
    if (order !== 0) return order;
  }
  return 0;
}

/** The names come last: they are compared only where the parts themselves are equal. */
const traineeOrder: readonly string[] = [...traineeFields, ...nameFields];
const doctorOrder: readonly string[] = ['lastUpdatedDate', ...doctorFields, ...nameFields];

/** The lowest person id; between two versions of one person the smaller in canonical order. */
function winningTrainee(a: Document, b: Document): Document | null {
  if (!hasTrainee(a)) return hasTrainee(b) ? b : null;
  return !hasTrainee(b) || compareBy(traineeOrder, a, b) <= 0 ? a : b;
}

/** The one updated later; then the greater in canonical order. */
function winningDoctor(a: Document, b: Document): Document | null {
  if (!hasDoctor(a)) return hasDoctor(b) ? b : null;
  return !hasDoctor(b) || compareBy(doctorOrder, a, b) >= 0 ? a : b;
}

function copyFields(
  into: Record<string, Json>,
  from: Document | null,
  fields: readonly string[],
): void {
  if (from === null) return;
  for (const field of fields) {
    const value = from[field];
    if (isPresent(value)) into[field] = value;
  }
}

const owned: ReadonlySet<string> = new Set([
  'gmcReferenceNumber',
  ...nameFields,
  ...traineeFields,
  ...doctorFields,
]);

/** Where both have it and do not agree, the greater in canonical order. */
function copyOthers(into: Record<string, Json>, a: Document, b: Document): void {
  for (const from of [a, b])
    for (const field of Object.keys(from)) {
      const value = from[field];
      if (!owned.has(field) && isPresent(value) && compareValues(into[field], value) < 0)
        into[field] = value;
    }
}

/** Joins two parts or partial documents of one GMC number. */
export function join(a: Document, b: Document): Document {
  const trainee = winningTrainee(a, b);
  const doctor = winningDoctor(a, b);
  const joined: Record<string, Json> = {};
  copyFields(joined, isPresent(a['gmcReferenceNumber']) ? a : b, ['gmcReferenceNumber']);
  copyFields(joined, doctor ?? trainee, nameFields);
  copyFields(joined, trainee, traineeFields);
  copyFields(joined, doctor, doctorFields);
  copyOthers(joined, a, b);
  return joined;
}

/**
 * Folds a part into what is there. A conflict is another person's record with the same number, not
 * the same record again.
 */
export function mergePart(existing: Document | null, part: Document): Merged {
  if (existing === null) return { document: part, conflict: null };
  const document = join(existing, part);
  const [before, incoming] = [existing['tcsPersonId'], part['tcsPersonId']];
  if (!isPresent(before) || !isPresent(incoming) || before === incoming)
    return { document, conflict: null };
  if (comparePersonIds(before, incoming) === 0) return { document, conflict: null };
  const loser = document['tcsPersonId'] === incoming ? before : incoming;
  const reference = typeof loser === 'string' ? loser : JSON.stringify(loser);
  return { document, conflict: conflictReason, loser: reference };
}
