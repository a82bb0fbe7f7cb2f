/**
 * Doctors of GMC as Recommendation stores them, their recommendations and exception logs, and what
 * must come out of each.
 */
import type { GmcDoctor, Recommendation } from '../sources.ts';
import type { Calendar } from './calendar.ts';
import type { Numbers } from './numbers.ts';
import { draw, percentile, uuidOf } from './random.ts';
import { fateOf, traitsOf, type Traits } from './traits.ts';
import { firstName, lastName, ownerAt } from './words.ts';

/**
 * The doctor part of the document, as it was meant when the doctor was made. Absent means absent.
 */
export interface ExpectedDoctor {
  readonly doctorFirstName?: string;
  readonly doctorLastName?: string;
  readonly submissionDate?: string;
  readonly designatedBody?: string;
  readonly gmcStatus?: string;
  readonly tisStatus?: string;
  readonly admin?: string;
  readonly lastUpdatedDate?: string;
  readonly underNotice?: string;
  readonly existsInGmc: boolean;
  readonly connectionStatus: 'Yes' | 'No';
}

export interface ExceptionLog {
  readonly message: string | null;
  /** Days after the day of the run. */
  readonly offset: number;
}

export interface MadeDoctor {
  readonly doctor: GmcDoctor;
  /** Null: quarantined on arrival. */
  readonly expected: ExpectedDoctor | null;
}

interface Outcome {
  readonly recommendations: readonly Recommendation[];
  readonly text: string | null;
  readonly status: string;
}

type Submission = readonly [outcome: string | null, daysAgo: number | null];

/**
 * Newest wins; a draft without a date is never newest; Approved long ago under notice belongs to
 * the notice before. Far from the month's edge.
 */
function outcomePlan(
  percent: number,
  isUnderNotice: boolean,
): { submissions: readonly Submission[]; text: string | null; status: string } {
  if (percent < 40) return { submissions: [], text: null, status: 'NOT_STARTED' };
  if (percent < 55)
    return { submissions: [['APPROVED', 12]], text: 'Approved', status: 'COMPLETED' };
  if (percent < 67)
    return {
      submissions: [
        ['REJECTED', 900],
        ['APPROVED', 400],
      ],
      text: isUnderNotice ? null : 'Approved',
      status: 'COMPLETED',
    };
  if (percent < 72)
    return { submissions: [['REJECTED', 60]], text: 'Rejected', status: 'COMPLETED' };
  if (percent < 82)
    return {
      submissions: [
        ['UNDER_REVIEW', 5],
        ['APPROVED', 1_800],
      ],
      text: 'Under Review',
      status: 'SUBMITTED_TO_GMC',
    };
  if (percent < 88)
    return {
      submissions: [
        ['APPROVED', 700],
        [null, 2],
      ],
      text: null,
      status: 'READY_TO_REVIEW',
    };
  if (percent < 94)
    return {
      submissions: [
        [null, null],
        ['APPROVED', 20],
      ],
      text: 'Approved',
      status: 'DRAFT',
    };
  if (percent < 97) return { submissions: [[null, null]], text: null, status: 'DRAFT' };
  return {
    submissions: [
      ['UNDER_REVIEW', 50],
      ['REJECTED', 49],
      ['APPROVED', 48],
    ],
    text: isUnderNotice ? null : 'Approved',
    status: 'COMPLETED',
  };
}

function outcomeOf(
  seed: number,
  position: number,
  underNotice: string | null,
  calendar: Calendar,
): Outcome {
  const plan = outcomePlan(percentile(seed, position, 71), underNotice === 'YES');
  const recommendations = plan.submissions.map(([outcome, daysAgo], nth): Recommendation => ({
    id: uuidOf(seed, position, 100 + nth)
      .replaceAll('-', '')
      .slice(0, 24),
    outcome,
    actualSubmissionDate: daysAgo === null ? null : calendar.day(-daysAgo),
    gmcSubmissionDate: calendar.day((daysAgo === null ? 0 : -daysAgo) + 30),
  }));
  return { recommendations, text: plan.text, status: plan.status };
}

interface Body {
  readonly code: string | null;
  readonly existsInGmc: boolean;
}

/** Connected to the trainee's own body, to another one, to none, or to an empty code. */
function bodyOf(seed: number, position: number, traits: Traits): Body {
  const percent = percentile(seed, position, 17);
  if (percent < 7) return { code: null, existsInGmc: false };
  if (percent < 9) return { code: null, existsInGmc: true };
  if (percent === 9 && draw(seed, position, 80, 4) === 0) return { code: '', existsInGmc: true };
  const other = ownerAt(draw(seed, position, 81, 15)).body;
  return { code: percent < 22 ? other : (traits.body ?? other), existsInGmc: true };
}

function underNoticeOf(seed: number, position: number): string | null {
  const percent = percentile(seed, position, 29);
  if (percent < 36) return 'YES';
  if (percent < 92) return 'NO';
  return percent < 99 ? 'ON_HOLD' : null;
}

export type DoctorFate = 'none' | 'usual' | 'padded' | 'unusable';

/**
 * Four in five trainees have a doctor; half of the numbers that no trainee holds; every position
 * after the trainees.
 */
export function doctorFateOf(seed: number, position: number, trainees: number): DoctorFate {
  if (position >= trainees) {
    const within = (position - trainees) % 40;
    return within === 7 ? 'unusable' : within === 11 ? 'padded' : 'usual';
  }
  const isHeld = fateOf(position).is === 'trainee';
  return percentile(seed, position, 61) < (isHeld ? 80 : 50) ? 'usual' : 'none';
}

function namesOf(
  seed: number,
  position: number,
  isTrainee: boolean,
  traits: Traits,
): { first: string | null; last: string | null } {
  if (!isTrainee) return { first: firstName(seed, position, 5), last: lastName(seed, position, 7) };
  const percent = percentile(seed, position, 83);
  return {
    first: percent < 2 ? null : traits.forenames,
    last: percent < 14 ? lastName(seed, position, 7) : traits.surname,
  };
}

const present = <K extends string>(
  field: K,
  value: string | null,
): { readonly [key in K]?: string } =>
  // The computed key is K itself; TypeScript widens it to string.
  (value === null ? {} : { [field]: value }) as { readonly [key in K]?: string };

/** `fate` must not be `none`. */
export function makeDoctor(
  seed: number,
  position: number,
  trainees: number,
  fate: DoctorFate,
  calendar: Calendar,
  numbers: Numbers,
): MadeDoctor {
  const traits = traitsOf(seed, position);
  const names = namesOf(seed, position, position < trainees, traits);
  const body = bodyOf(seed, position, traits);
  const underNotice = underNoticeOf(seed, position);
  const outcome = outcomeOf(seed, position, underNotice, calendar);
  const admin =
    draw(seed, position, 82, 10) < 4 ? `admin${draw(seed, position, 83, 50)}@example.org` : null;
  const submissionDate =
    percentile(seed, position, 41) === 0
      ? null
      : calendar.day(-100 + draw(seed, position, 84, 1_900));
  const lastUpdatedDate =
    percentile(seed, position, 43) === 0 ? null : calendar.day(-1 - draw(seed, position, 85, 5));
  const number = numbers.of(position);
  const doctor: GmcDoctor = {
    gmcNumber: fate === 'unusable' ? `${number}X` : fate === 'padded' ? `${number} ` : number,
    firstName: names.first,
    lastName: names.last,
    submissionDate,
    dateAdded: calendar.day(-30 - draw(seed, position, 86, 2_000)),
    underNotice,
    sanction: draw(seed, position, 87, 50) === 0 ? 'Yes' : 'No',
    doctorStatus: outcome.status,
    lastUpdatedDate,
    gmcLastUpdatedDateTime:
      lastUpdatedDate === null
        ? null
        : `${lastUpdatedDate}T00:00:54.${String(100 + draw(seed, position, 88, 900))}`,
    designatedBodyCode: body.code,
    admin,
    existsInGmc: body.existsInGmc,
    recommendations: outcome.recommendations,
  };
  if (fate === 'unusable') return { doctor, expected: null };
  return {
    doctor,
    expected: {
      ...present('doctorFirstName', names.first),
      ...present('doctorLastName', names.last),
      ...present('submissionDate', submissionDate),
      ...present('designatedBody', body.code),
      ...present('gmcStatus', outcome.text),
      tisStatus: outcome.status,
      ...present('admin', admin),
      ...present('lastUpdatedDate', lastUpdatedDate),
      ...present('underNotice', underNotice),
      existsInGmc: body.existsInGmc,
      connectionStatus: body.code === null || body.code === '' ? 'No' : 'Yes',
    },
  };
}

const messages = [
  'Doctor is already associated with your designated body',
  'Missing or invalid internal user',
  'Doctor has a revalidation lock',
] as const;

/** Oldest first; the last one counts. Also for numbers that no document holds. */
export function exceptionLogsOf(seed: number, position: number): readonly ExceptionLog[] {
  const percent = percentile(seed, position, 89);
  if (percent > 3) return [];
  const message = messages[draw(seed, position, 90, messages.length)] ?? messages[0];
  if (percent === 0) return [{ message, offset: -3 }];
  if (percent === 1)
    return [
      { message: messages[0], offset: -40 },
      { message: null, offset: -39 },
      { message, offset: -8 },
    ];
  if (draw(seed, position, 91, 2) === 0)
    return [
      { message, offset: -20 },
      { message: draw(seed, position, 92, 2) === 0 ? '  ' : null, offset: -2 },
    ];
  return [];
}
