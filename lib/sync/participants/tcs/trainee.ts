/**
 * What TCS says of one person on one day, with our differences (`docs/sync-contract.md` 3.1.2,
 * 3.1.3).
 */
import type { PersonId } from '../../person-id.ts';
import type { Day, TcsMembership, TcsPerson, TcsPlacement } from '../sources.ts';
import { designatedBodyOfOwner } from './designated-bodies.ts';

export interface Trainee {
  readonly tcsPersonId: PersonId;
  /** As stored, not trimmed. */
  readonly gmcReferenceNumber: string | null;
  readonly doctorFirstName: string | null;
  readonly doctorLastName: string | null;
  readonly programmeName: string | null;
  readonly programmeMembershipType: string | null;
  readonly tcsDesignatedBody: string | null;
  readonly programmeOwner: string | null;
  readonly placementGrade: string | null;
  readonly programmeMembershipStartDate: Day | null;
  readonly programmeMembershipEndDate: Day | null;
  readonly curriculumEndDate: Day | null;
}

const separator = ' | ';

/**
 * Dummy and placeholder people are nobody's trainee (`docs/sync-contract.md` 3.1.2 row 7): neither
 * sent nor withheld.
 */
export function isStandIn(person: TcsPerson): boolean {
  if (person.role === null) return false;
  const role = person.role.toLowerCase();
  return role.includes('dummy') || role.includes('placeholder');
}

/**
 * Both ends count; a period without a start or an end is never current, as in SQL. ISO days compare
 * as text.
 */
const isCurrent = (from: Day | null, to: Day | null, asOf: Day): boolean =>
  from !== null && to !== null && from <= asOf && to >= asOf;

function namesOf(memberships: readonly TcsMembership[]): string | null {
  const names = new Set<string>();
  for (const { programmeName } of memberships) if (programmeName !== null) names.add(programmeName);
  return names.size === 0 ? null : [...names].sort().join(separator);
}

function gradesOf(placements: readonly TcsPlacement[], asOf: Day): string | null {
  const grades = new Set<number>();
  for (const placement of placements) {
    if (placement.gradeId !== null && isCurrent(placement.from, placement.to, asOf))
      grades.add(placement.gradeId);
  }
  return grades.size === 0 ? null : [...grades].sort((a, b) => a - b).join(separator);
}

/**
 * With exactly one current membership its type, dates, owner and body; with several, only the names
 * of their programmes (`docs/sync-contract.md` 3.1.2 row 3).
 */
export function traineeOf(person: TcsPerson, asOf: Day): Trainee {
  const current = person.memberships.filter((membership) =>
    isCurrent(membership.start, membership.end, asOf),
  );
  const only = current.length === 1 ? current[0] : undefined;
  const owner = only?.programmeOwner ?? null;
  return {
    tcsPersonId: person.id,
    gmcReferenceNumber: person.gmcNumber,
    doctorFirstName: person.forenames,
    doctorLastName: person.surname,
    programmeName: namesOf(current),
    programmeMembershipType: only?.type ?? null,
    tcsDesignatedBody: owner === null ? null : (designatedBodyOfOwner.get(owner) ?? null),
    programmeOwner: owner,
    placementGrade: gradesOf(person.placements, asOf),
    programmeMembershipStartDate: only?.start ?? null,
    programmeMembershipEndDate: only?.end ?? null,
    curriculumEndDate: only?.curriculumEnd ?? null,
  };
}
