/** What every source of the participants promises, whichever database it reads. */
import { expect, it } from 'vitest';
import {
  syntheticConnection,
  syntheticRecommendation,
  syntheticTcs,
} from '#lib/sync/participants/synthetic/sources.ts';
import { extractDoctors } from '#lib/sync/participants/recommendation/extract.ts';
import { extractTrainees } from '#lib/sync/participants/tcs/extract.ts';
import type { Extracted } from '#lib/sync/pipeline.ts';
import type { PopulationSize } from '#lib/sync/participants/synthetic/population.ts';
import type { Day, GmcDoctor, Sources, TcsPerson } from '#lib/sync/participants/sources.ts';

async function collect<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}

const byText =
  <T>(text: (item: T) => string) =>
  (a: T, b: T): number =>
    text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0;

/** A source may give memberships, placements and recommendations of one person in any order. */
const settledPerson = (person: TcsPerson): TcsPerson => ({
  ...person,
  memberships: [...person.memberships].sort(byText((membership) => membership.uuid)),
  placements: [...person.placements].sort(byText((placement) => JSON.stringify(placement))),
});

const settledDoctor = (doctor: GmcDoctor): GmcDoctor => ({
  ...doctor,
  recommendations: [...doctor.recommendations].sort(byText((one) => one.id)),
});

const isAscending = (keys: readonly (string | number)[]): boolean =>
  keys.every((key, i) => i === 0 || (keys[i - 1] ?? key) < key);

/** `sources` must hold exactly the population of `size` on `asOf`. */
export function sourcesConform(size: PopulationSize, asOf: Day, sources: () => Sources): void {
  const until = new Date(`${asOf}T12:00:00Z`);

  it('gives every person once, ascending by person id, as the population made them', async () => {
    const people = await collect(sources().tcs.people(asOf));
    expect(isAscending(people.map((person) => person.id))).toBe(true);
    expect(people.map(settledPerson)).toEqual(
      (await collect(syntheticTcs(size).people(asOf))).map(settledPerson),
    );
  });

  it('gives every doctor once, ascending by GMC number, with their recommendations', async () => {
    const doctors = await collect(sources().recommendation.doctors(asOf));
    expect(isAscending(doctors.map((doctor) => doctor.gmcNumber))).toBe(true);
    expect(doctors.map(settledDoctor)).toEqual(
      (await collect(syntheticRecommendation(size).doctors(asOf))).map(settledDoctor),
    );
  });

  it('gives the newest exception of each doctor, ascending by GMC number', async () => {
    const exceptions = await collect(sources().connection.exceptions(asOf, until));
    expect(isAscending(exceptions.map((exception) => exception.gmcNumber))).toBe(true);
    expect(exceptions).toEqual(await collect(syntheticConnection(size).exceptions(asOf, until)));
  });

  it('counts beforehand what is sent', async () => {
    const context = { asOf, until };
    const sentOf = async (records: AsyncIterable<Extracted>): Promise<number> => {
      let sent = 0;
      for await (const { kind } of records) if (kind === 'send') sent++;
      return sent;
    };
    const { tcs, recommendation } = sources();
    expect(await tcs.countTrainees(asOf)).toBe(await sentOf(extractTrainees(sources(), context)));
    expect(await recommendation.countDoctors(asOf)).toBe(
      await sentOf(extractDoctors(sources(), context)),
    );
  });

  it('gives the same again when it is read again', async () => {
    const ids = async (): Promise<(number | string)[]> =>
      (await collect(sources().tcs.people(asOf))).map((person) => person.id);
    expect(await ids()).toEqual(await ids());
  });

  it('lets a reader stop half-way and begin again', async () => {
    for (const pages of [
      () => sources().tcs.people(asOf),
      () => sources().recommendation.doctors(asOf),
      () => sources().connection.exceptions(asOf, until),
    ]) {
      let isAnyRead = false;
      for await (const page of pages()) {
        isAnyRead = page.length > 0;
        break;
      }
      expect(isAnyRead).toBe(true);
    }
    expect((await collect(sources().recommendation.doctors(asOf))).length).toBeGreaterThan(0);
  });

  it('responds to a ping', async () => {
    await Promise.all([
      sources().tcs.ping(),
      sources().recommendation.ping(),
      sources().connection.ping(),
    ]);
  });
}
