/**
 * People of TCS: memberships and placements made for a purpose, and with them what must come out.
 */
import type { TcsMembership, TcsPerson, TcsPlacement } from '../sources.ts';
import type { Calendar } from './calendar.ts';
import { draw, mix, percentile, uuidOf } from './random.ts';
import { fateOf, traitsOf, type Fate, type Traits, type UnusableForm } from './traits.ts';
import type { Numbers } from './numbers.ts';
import { ownerAt, programmeAt } from './words.ts';

/**
 * The trainee part of the document, as it was meant when the person was made. Absent means absent.
 */
export interface ExpectedTrainee {
  readonly tcsPersonId: number;
  readonly programmeName?: string;
  readonly membershipType?: string;
  readonly tcsDesignatedBody?: string;
  readonly programmeOwner?: string;
  readonly membershipStartDate?: string;
  readonly membershipEndDate?: string;
  readonly curriculumEndDate?: string;
  readonly placementGrade?: string;
}

export interface MadeTrainee {
  readonly person: TcsPerson;
  readonly fate: Fate;
  readonly expected: ExpectedTrainee;
}

interface Memberships {
  readonly memberships: readonly TcsMembership[];
  readonly expected: Omit<ExpectedTrainee, 'tcsPersonId' | 'placementGrade'>;
}

const usualTypes = [
  'SUBSTANTIVE',
  'SUBSTANTIVE',
  'SUBSTANTIVE',
  'SUBSTANTIVE',
  'LAT',
  'FTSTA',
  'ACADEMIC',
] as const;

function typeOf(traits: Traits, seed: number, position: number): string {
  if (traits.kind === 'military') return 'MILITARY';
  if (traits.kind === 'visitor') return draw(seed, position, 21, 6) === 0 ? 'Visitor' : 'VISITOR';
  return usualTypes[draw(seed, position, 20, usualTypes.length)] ?? 'SUBSTANTIVE';
}

/** Ended or not begun on the day of the run: never to be seen in a document. */
function otherTimes(
  seed: number,
  position: number,
  calendar: Calendar,
  atLeast: number,
): TcsMembership[] {
  const count = Math.max(atLeast, draw(seed, position, 30, 3));
  return Array.from({ length: count }, (_, nth) => {
    const isFuture = nth === 2 || (nth === 1 && draw(seed, position, 31, 4) === 0);
    const start = isFuture
      ? 1 + draw(seed, position, 32 + nth, 400)
      : -1_500 - draw(seed, position, 32 + nth, 900);
    const end = isFuture ? start + 700 : -1 - draw(seed, position, 36 + nth, 700);
    return {
      uuid: uuidOf(seed, position, 10 + nth),
      programmeName: programmeAt(draw(seed, position, 40 + nth, 20)),
      programmeOwner: ownerAt(draw(seed, position, 44 + nth, 15)).name,
      type: 'SUBSTANTIVE',
      start: calendar.day(start),
      end: calendar.day(end),
      curriculumEnd: calendar.day(end),
    };
  });
}

function membershipsOf(
  seed: number,
  position: number,
  traits: Traits,
  calendar: Calendar,
): Memberships {
  const { kind, programme, laterProgramme, owner } = traits;
  const type = typeOf(traits, seed, position);
  const start = calendar.day(kind === 'starts-today' ? 0 : -1 - draw(seed, position, 50, 1_400));
  const end = calendar.day(kind === 'ends-today' ? 0 : 1 + draw(seed, position, 51, 1_400));
  const curriculumEnd = calendar.day(draw(seed, position, 52, 1_400));
  const current: TcsMembership = {
    uuid: uuidOf(seed, position, 1),
    programmeName: programme,
    programmeOwner: owner.name,
    type,
    start,
    end,
    curriculumEnd,
  };
  const dates = {
    membershipStartDate: start,
    membershipEndDate: end,
    curriculumEndDate: curriculumEnd,
  };
  const body = owner.body === null ? {} : { tcsDesignatedBody: owner.body };
  const whole = {
    programmeName: programme,
    membershipType: type,
    programmeOwner: owner.name,
    ...body,
    ...dates,
  };
  switch (kind) {
    case 'none':
      return { memberships: [], expected: {} };
    case 'only-past':
      return { memberships: otherTimes(seed, position, calendar, 1), expected: {} };
    case 'several': {
      const second: TcsMembership = {
        ...current,
        uuid: uuidOf(seed, position, 2),
        programmeName: laterProgramme,
        programmeOwner: ownerAt(draw(seed, position, 53, 15)).name,
      };
      const both = mix(seed, position, 54) % 2 === 0 ? [current, second] : [second, current];
      return {
        memberships: [...both, ...otherTimes(seed, position, calendar, 0)],
        expected: { programmeName: `${programme} | ${laterProgramme}` },
      };
    }
    case 'same-twice':
      return {
        memberships: [current, { ...current, uuid: uuidOf(seed, position, 2) }],
        expected: { programmeName: programme },
      };
    case 'no-curriculum-end': {
      const { curriculumEndDate: _, ...rest } = whole;
      return { memberships: [{ ...current, curriculumEnd: null }], expected: rest };
    }
    case 'no-end':
      return {
        memberships: [{ ...current, end: null }, ...otherTimes(seed, position, calendar, 0)],
        expected: {},
      };
    case 'no-programme':
      return {
        memberships: [{ ...current, programmeName: null, programmeOwner: null, type: null }],
        expected: dates,
      };
    case 'no-owner':
      return {
        memberships: [{ ...current, programmeOwner: null }],
        expected: { programmeName: programme, membershipType: type, ...dates },
      };
    default:
      return {
        memberships: [current, ...otherTimes(seed, position, calendar, 0)],
        expected: whole,
      };
  }
}

const onlyNow = (calendar: Calendar, gradeId: number | null): TcsPlacement => ({
  gradeId,
  from: calendar.day(-90),
  to: calendar.day(90),
});

interface Placements {
  readonly placements: readonly TcsPlacement[];
  readonly grade: string | null;
}

/** 279 is F1. Grades of different lengths show whether they are put in order as numbers. */
function placementsOf(seed: number, position: number, calendar: Calendar): Placements {
  const past: TcsPlacement = { gradeId: 279, from: calendar.day(-400), to: calendar.day(-1) };
  const future: TcsPlacement = { gradeId: 1_010, from: calendar.day(1), to: calendar.day(180) };
  const percent = percentile(seed, position, 53);
  if (percent < 15) return { placements: [], grade: null };
  if (percent < 20) return { placements: [past, future], grade: null };
  if (percent < 26) return { placements: [onlyNow(calendar, 279), future], grade: '279' };
  if (percent < 28)
    return {
      placements: [onlyNow(calendar, 300), past, onlyNow(calendar, 279)],
      grade: '279 | 300',
    };
  if (percent < 30)
    return { placements: [onlyNow(calendar, 1_010), onlyNow(calendar, 85)], grade: '85 | 1010' };
  if (percent < 32)
    return { placements: [onlyNow(calendar, 300), onlyNow(calendar, 300)], grade: '300' };
  if (percent < 33) return { placements: [onlyNow(calendar, null)], grade: null };
  if (percent < 34)
    return { placements: [{ gradeId: 300, from: calendar.day(-30), to: null }], grade: null };
  if (percent < 35)
    return {
      placements: [{ gradeId: 300, from: calendar.day(0), to: calendar.day(0) }],
      grade: '300',
    };
  const gradeId = 280 + draw(seed, position, 60, 20);
  return {
    placements: [past, { gradeId, from: calendar.day(-30), to: calendar.day(150) }, future],
    grade: String(gradeId),
  };
}

function unusableNumber(form: UnusableForm, position: number): string | null {
  switch (form) {
    case 'no-row':
    case 'null':
      return null;
    case 'empty':
      return position % 2 === 0 ? '' : '  ';
    case 'unknown':
      return position % 2 === 0 ? 'UNKNOWN' : 'Unknown';
    case 'padded-unknown':
      return position % 2 === 0 ? ' UNKNOWN' : 'unknown   ';
    case 'na':
      return position % 2 === 0 ? 'na' : 'NA';
    case 'n/a':
      return position % 2 === 0 ? 'n/a' : 'N/A';
    case 'non-breaking-space':
      return `9${String(position % 1_000_000).padStart(6, '0')}\u00a0`;
    case 'six-digits':
      return String(900_000 + (position % 100_000));
    case 'letters':
      return `G${String(position % 1_000_000).padStart(6, '0')}`;
    case 'eight-digits':
      return String(90_000_000 + position);
  }
}

function storedNumber(fate: Fate, position: number, numbers: Numbers): string | null {
  switch (fate.is) {
    case 'unusable':
      return unusableNumber(fate.form, position);
    case 'trainee':
      return fate.isPadded ? ` ${numbers.of(position)} ` : numbers.of(position);
    case 'conflict':
      return fate.isPadded ? `${numbers.of(fate.numberOf)} ` : numbers.of(fate.numberOf);
    case 'stand-in':
      return numbers.of(fate.numberOf);
  }
}

function roleOf(fate: Fate, seed: number, position: number): string | null {
  if (fate.is === 'stand-in')
    return (
      ['Dummy Record', 'PLACEHOLDER', 'DR in Training,Placeholder'][draw(seed, position, 70, 3)] ??
      'dummy'
    );
  return percentile(seed, position, 11) < 2 ? null : 'DR in Training';
}

/** Ascending with the position, with gaps. */
export const personIdOf = (seed: number, position: number): number =>
  100_000 + position * 3 + draw(seed, position, 71, 3);

export function makeTrainee(
  seed: number,
  position: number,
  calendar: Calendar,
  numbers: Numbers,
): MadeTrainee {
  const fate = fateOf(position);
  const traits = traitsOf(seed, position);
  const made = membershipsOf(seed, position, traits, calendar);
  const { placements, grade } = placementsOf(seed, position, calendar);
  const id = personIdOf(seed, position);
  return {
    fate,
    person: {
      id,
      forenames: traits.forenames,
      surname: traits.surname,
      role: roleOf(fate, seed, position),
      hasGmcDetails: !(fate.is === 'unusable' && fate.form === 'no-row'),
      gmcNumber: storedNumber(fate, position, numbers),
      memberships: made.memberships,
      placements,
    },
    expected: {
      tcsPersonId: id,
      ...made.expected,
      ...(grade === null ? {} : { placementGrade: grade }),
    },
  };
}
