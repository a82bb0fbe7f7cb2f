/**
 * Puts the synthetic population into real databases, as the existing services would have stored it.
 * For tests and benches.
 */
import { MongoClient, type Collection, type Db } from 'mongodb';
import { createConnection, type Connection } from 'mysql2/promise';
import { Population, type PopulationSize } from '#lib/sync/participants/synthetic/population.ts';
import { draw } from '#lib/sync/participants/synthetic/random.ts';
import type { Day, GmcDoctor, TcsMembership } from '#lib/sync/participants/sources.ts';

type Value = string | number | null;
type Row = readonly Value[];

const positionsABatch = 2_000;

/**
 * Columns of `docs/sync-contract.md` 3.1.1 and the keys they need. Indexes are made when the rows
 * are there.
 */
const tables = [
  `create table ContactDetails (id bigint primary key, forenames varchar(255),
    surname varchar(255)) character set utf8mb4`,
  'create table GmcDetails (id bigint primary key, gmcNumber varchar(255)) character set utf8mb4',
  'create table Person (id bigint primary key, role varchar(255)) character set utf8mb4',
  `create table Programme (id bigint primary key, programmeName varchar(255),
    owner varchar(255)) character set utf8mb4`,
  `create table ProgrammeMembership (uuid varchar(36) primary key, personId bigint,
    programmeId bigint, programmeMembershipType varchar(255), programmeStartDate date,
    programmeEndDate date) character set utf8mb4`,
  `create table CurriculumMembership (id bigint auto_increment primary key,
    programmeMembershipUuid varchar(36),
     curriculumEndDate date) character set utf8mb4`,
  `create table Placement (id bigint auto_increment primary key, traineeId bigint,
    gradeId bigint, dateFrom date, dateTo date)`,
] as const;

const indexes = [
  'create index membership_person on ProgrammeMembership (personId)',
  'create index curriculum_membership on CurriculumMembership (programmeMembershipUuid)',
  'create index placement_trainee on Placement (traineeId)',
] as const;

async function insert(connection: Connection, into: string, rows: readonly Row[]): Promise<void> {
  if (rows.length > 0) await connection.query(`insert into ${into} values ?`, [rows]);
}

/**
 * Programmes by name and owner, numbered as they come up: bounded by the words of the population.
 */
class Programmes {
  readonly rows: Row[] = [];
  readonly #ids = new Map<string, number>();

  idOf({ programmeName, programmeOwner }: TcsMembership): number | null {
    if (programmeName === null && programmeOwner === null) return null;
    const key = JSON.stringify([programmeName, programmeOwner]);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#ids.size + 1;
    this.#ids.set(key, id);
    this.rows.push([id, programmeName, programmeOwner]);
    return id;
  }
}

/**
 * The latest end counts: an earlier one beside it, in either order; without an end a row without
 * one, or no row at all.
 */
function curriculaOf({ uuid, curriculumEnd }: TcsMembership, variant: number): Row[] {
  if (curriculumEnd === null) return variant === 0 ? [] : [[uuid, null]];
  const latest: Row = [uuid, curriculumEnd];
  const earlier: Row = [uuid, '2001-01-01'];
  return variant === 0 ? [latest] : variant === 1 ? [latest, earlier] : [earlier, latest];
}

async function fillPositions(
  connection: Connection,
  population: Population,
  from: number,
  to: number,
  programmes: Programmes,
): Promise<void> {
  const contacts: Row[] = [];
  const gmc: Row[] = [];
  const roles: Row[] = [];
  const memberships: Row[] = [];
  const curricula: Row[] = [];
  const placements: Row[] = [];
  for (let position = from; position < to; position++) {
    const { person } = population.trainee(position);
    contacts.push([person.id, person.forenames, person.surname]);
    if (person.hasGmcDetails) gmc.push([person.id, person.gmcNumber]);
    if (person.role !== null || position % 2 === 0) roles.push([person.id, person.role]);
    for (const membership of person.memberships) {
      memberships.push([
        membership.uuid,
        person.id,
        programmes.idOf(membership),
        membership.type,
        membership.start,
        membership.end,
      ]);
      curricula.push(...curriculaOf(membership, position % 3));
    }
    for (const { gradeId, from: starts, to: ends } of person.placements)
      placements.push([person.id, gradeId, starts, ends]);
  }
  await connection.beginTransaction();
  await insert(connection, 'ContactDetails', contacts);
  await insert(connection, 'GmcDetails', gmc);
  await insert(connection, 'Person', roles);
  await insert(connection, 'ProgrammeMembership', memberships);
  await insert(
    connection,
    'CurriculumMembership (programmeMembershipUuid, curriculumEndDate)',
    curricula,
  );
  await insert(connection, 'Placement (traineeId, gradeId, dateFrom, dateTo)', placements);
  await connection.commit();
}

/** Makes TCS's tables in the empty database at `url` and fills them, a batch at a time. */
export async function fillTcs(url: string, size: PopulationSize, asOf: Day): Promise<void> {
  const population = new Population(size, asOf);
  const programmes = new Programmes();
  const connection = await createConnection({ uri: url, charset: 'utf8mb4' });
  try {
    await connection.query('set unique_checks = 0');
    for (const table of tables) await connection.query(table);
    for (let from = 0; from < population.trainees; from += positionsABatch) {
      await fillPositions(
        connection,
        population,
        from,
        Math.min(from + positionsABatch, population.trainees),
        programmes,
      );
    }
    await insert(connection, 'Programme', programmes.rows);
    for (const index of indexes) await connection.query(index);
  } finally {
    await connection.end();
  }
}

type Stored = Record<string, unknown>;

const midnight = (day: Day | null): Date | null =>
  day === null ? null : new Date(`${day}T00:00:00Z`);

/** Spring leaves out what is null. */
function stored(fields: Stored): Stored {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

const doctorDocument = (doctor: GmcDoctor, isSilent: boolean): Stored => ({
  ...stored({
    _id: doctor.gmcNumber,
    doctorFirstName: doctor.firstName,
    doctorLastName: doctor.lastName,
    submissionDate: midnight(doctor.submissionDate),
    dateAdded: midnight(doctor.dateAdded),
    underNotice: doctor.underNotice,
    sanction: doctor.sanction,
    doctorStatus: doctor.doctorStatus,
    lastUpdatedDate: midnight(doctor.lastUpdatedDate),
    gmcLastUpdatedDateTime:
      doctor.gmcLastUpdatedDateTime === null ? null : new Date(`${doctor.gmcLastUpdatedDateTime}Z`),
    designatedBodyCode: doctor.designatedBodyCode,
    admin: doctor.admin,
    // Records older than the field do not have it, which means true.
    existsInGmc: isSilent && doctor.existsInGmc ? null : doctor.existsInGmc,
  }),
  _class: 'uk.nhs.hee.tis.revalidation.entity.DoctorsForDB',
});

const recommendationDocuments = ({ gmcNumber, recommendations }: GmcDoctor): Stored[] =>
  recommendations.map((recommendation) =>
    stored({
      _id: recommendation.id,
      gmcNumber,
      outcome: recommendation.outcome,
      recommendationType: 'REVALIDATE',
      actualSubmissionDate: midnight(recommendation.actualSubmissionDate),
      gmcSubmissionDate: midnight(recommendation.gmcSubmissionDate),
      comments: [],
    }),
  );

/** Newest first, so that only their timestamps decide which one counts. */
function exceptionDocuments(population: Population, position: number): Stored[] {
  return population
    .exceptionLogs(position)
    .map(({ message, offset }, nth) =>
      stored({
        _id: `exception-${position}-${nth}`,
        gmcId: population.numbers.of(position),
        errorMessage: message,
        timestamp: new Date(`${population.day(offset)}T09:30:00Z`),
        admin: `admin${draw(population.seed, position, 99, 50)}@example.org`,
      }),
    )
    .reverse();
}

async function insertMany(collection: Collection, documents: readonly Stored[]): Promise<void> {
  if (documents.length > 0) await collection.insertMany([...documents], { ordered: false });
}

async function fillCollections(database: Db, population: Population): Promise<void> {
  for (let from = 0; from < population.positions; from += positionsABatch) {
    const doctors: Stored[] = [];
    const recommendations: Stored[] = [];
    const exceptions: Stored[] = [];
    for (
      let position = from;
      position < Math.min(from + positionsABatch, population.positions);
      position++
    ) {
      const doctor = population.doctor(position)?.doctor;
      if (doctor !== undefined) {
        doctors.push(doctorDocument(doctor, position % 7 === 0));
        recommendations.push(...recommendationDocuments(doctor));
      }
      exceptions.push(...exceptionDocuments(population, position));
    }
    await insertMany(database.collection('doctorsForDB'), doctors);
    await insertMany(database.collection('recommendation'), recommendations);
    await insertMany(database.collection('exceptionLogs'), exceptions);
  }
}

/** Fills the collections of Recommendation and Connection in the empty database at `url`. */
export async function fillReval(url: string, size: PopulationSize, asOf: Day): Promise<void> {
  const client = new MongoClient(url);
  try {
    await fillCollections(client.db(), new Population(size, asOf));
  } finally {
    await client.close();
  }
}

export interface OwnDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** The same server and account, another database. */
function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}

/** An empty database of this suite alone on the MySQL server at `url`. */
export async function ownTcsDatabase(url: string, name: string): Promise<OwnDatabase> {
  const onServer = async (sql: string): Promise<void> => {
    const connection = await createConnection({ uri: url });
    await connection.query(sql).finally(() => connection.end());
  };
  await onServer(`create database \`${name}\` character set utf8mb4`);
  return { url: withDatabase(url, name), drop: () => onServer(`drop database \`${name}\``) };
}

/**
 * A database of this suite alone on the MongoDB server at `url`; it exists from its first document
 * on.
 */
export function ownRevalDatabase(url: string, name: string): OwnDatabase {
  const own = withDatabase(url, name);
  return {
    url: own,
    async drop() {
      const client = new MongoClient(own);
      await client
        .db()
        .dropDatabase()
        .finally(() => client.close());
    },
  };
}
