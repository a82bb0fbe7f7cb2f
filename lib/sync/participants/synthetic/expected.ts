/**
 * What a sync must make of the population, put together from what each person and doctor was made
 * for.
 */
import type { Document, Json } from '#lib/platform/search/port.ts';
import type { Day } from '../sources.ts';
import type { ExpectedDoctor } from './doctor.ts';
import { Population, type PopulationSize } from './population.ts';
import type { MadeTrainee } from './trainee.ts';

export interface ExpectedDocument {
  readonly id: string;
  readonly master: Document;
  /** The document of each derived index that must hold one, by its base name. */
  readonly derived: Readonly<Record<string, Document>>;
}

type Loose = Readonly<Record<string, Json | undefined>>;

function only(from: Loose, fields: readonly string[]): Record<string, Json> {
  const kept: Record<string, Json> = {};
  for (const field of fields) {
    const value = from[field];
    if (value !== undefined) kept[field] = value;
  }
  return kept;
}

const recommendationFields = [
  'gmcReferenceNumber',
  'tcsPersonId',
  'doctorFirstName',
  'doctorLastName',
  'designatedBody',
  'submissionDate',
  'gmcStatus',
  'tisStatus',
  'programmeName',
  'membershipType',
  'curriculumEndDate',
  'admin',
  'lastUpdatedDate',
  'underNotice',
  'existsInGmc',
];
const connectionFields = [
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
];

function masterOf(
  gmcNumber: string,
  trainee: MadeTrainee | null,
  doctor: ExpectedDoctor | null,
): Record<string, Json> {
  const { person, expected } = trainee ?? { person: null, expected: {} };
  const names: Loose =
    doctor === null
      ? {
          doctorFirstName: person?.forenames ?? undefined,
          doctorLastName: person?.surname ?? undefined,
        }
      : { ...doctor };
  const whole: Loose = {
    gmcReferenceNumber: gmcNumber,
    ...only(names, ['doctorFirstName', 'doctorLastName']),
    ...expected,
    ...doctor,
  };
  return only(whole, Object.keys(whole));
}

/**
 * No membership of the population has ended before the day of the run and is still seen, so only
 * visitors and reasons make an exception.
 */
function derivedOf(
  master: Record<string, Json>,
  isConnected: boolean,
  isVisitor: boolean,
  reason: string | null,
): Record<string, Document> {
  const connection = {
    ...only(master, connectionFields),
    connectionStatus: isConnected ? 'Yes' : 'No',
    ...(reason === null ? {} : { exceptionReason: reason }),
  };
  const isException = isVisitor || (reason !== null && reason.trim() !== '');
  return {
    recommendationindex: only(master, recommendationFields),
    [isConnected ? 'connectedindex' : 'disconnectedindex']: connection,
    ...(isException ? { exceptionindex: connection } : {}),
  };
}

function expectedAt(population: Population, position: number): ExpectedDocument | null {
  const made = position < population.trainees ? population.trainee(position) : null;
  const trainee = made?.fate.is === 'trainee' ? made : null;
  const doctor = population.doctor(position)?.expected ?? null;
  if (trainee === null && doctor === null) return null;
  const id = population.numbers.of(position);
  const master = masterOf(id, trainee, doctor);
  const isVisitor =
    trainee?.expected.membershipType === 'VISITOR' ||
    trainee?.expected.membershipType === 'Visitor';
  const reason = population.exception(position)?.errorMessage ?? null;
  return {
    id,
    master,
    derived: derivedOf(master, doctor?.connectionStatus === 'Yes', isVisitor, reason),
  };
}

/** Every document that must be there, and no other, ascending by id. */
export function* expectedDocuments(size: PopulationSize, asOf: Day): Generator<ExpectedDocument> {
  const population = new Population(size, asOf);
  for (const position of population.byNumber()) {
    const expected = expectedAt(population, position);
    if (expected !== null) yield expected;
  }
}

/** The document with this id, or null where there must be none. */
export function expectedDocument(
  size: PopulationSize,
  asOf: Day,
  id: string,
): ExpectedDocument | null {
  const population = new Population(size, asOf);
  const position = population.numbers.positionOf(id);
  return position === null ? null : expectedAt(population, position);
}

export interface ExpectedCounts {
  /** Messages of the trainees stage. */
  trainees: number;
  /** People read and not sent, for want of a usable GMC number. */
  withheld: number;
  /** Dummy and placeholder people: neither sent nor withheld. */
  standIns: number;
  conflicts: number;
  /** Messages of the doctors stage, those without a usable number included. */
  doctors: number;
  doctorsQuarantined: number;
  documents: number;
  /** Documents of each derived index. */
  derived: Record<string, number>;
}

/** The ledger that a run must end with. Walks the whole population. */
export function expectedCounts(size: PopulationSize, asOf: Day): ExpectedCounts {
  const population = new Population(size, asOf);
  const counts: ExpectedCounts = {
    trainees: 0,
    withheld: 0,
    standIns: 0,
    conflicts: 0,
    doctors: 0,
    doctorsQuarantined: 0,
    documents: 0,
    derived: { recommendationindex: 0, connectedindex: 0, disconnectedindex: 0, exceptionindex: 0 },
  };
  for (let position = 0; position < population.positions; position++) {
    if (position < population.trainees) {
      const { fate } = population.trainee(position);
      if (fate.is === 'unusable') counts.withheld++;
      else if (fate.is === 'stand-in') counts.standIns++;
      else counts.trainees++;
      if (fate.is === 'conflict') counts.conflicts++;
    }
    const doctor = population.doctor(position);
    if (doctor !== null) counts.doctors++;
    if (doctor?.expected === null) counts.doctorsQuarantined++;
    const expected = expectedAt(population, position);
    if (expected === null) continue;
    counts.documents++;
    for (const index of Object.keys(expected.derived))
      counts.derived[index] = (counts.derived[index] ?? 0) + 1;
  }
  return counts;
}
