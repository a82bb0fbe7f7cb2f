import { expect } from 'vitest';
import type { Document, Search } from '#lib/platform/search/port.ts';
import {
  expectedCounts,
  type ExpectedDocument,
} from '#lib/sync/participants/synthetic/expected.ts';
import type { PopulationSize } from '#lib/sync/participants/synthetic/population.ts';
import { verifyDocuments } from './verify-documents.ts';

interface Settled {
  readonly state: string;
  readonly asOf: string;
  readonly fault?: unknown;
  readonly stages: readonly { readonly sent: number | null; readonly received: number | null }[];
}

/** That its data stages have brought exactly the messages that these people make. */
export function expectSettled(run: Settled, population: PopulationSize): void {
  expect([run.fault, run.state]).toEqual([null, 'settled']);
  const { trainees, doctors } = expectedCounts(population, run.asOf);
  expect(run.stages[1]).toMatchObject({ sent: trainees, received: trainees });
  expect(run.stages[2]).toMatchObject({ sent: doctors, received: doctors });
}

/** All indexes of the documented pipeline, which begin with `prefix`, person by person. */
export async function expectDocuments(
  search: Search,
  prefix: string,
  population: PopulationSize,
  asOf: string,
): Promise<void> {
  const counts = expectedCounts(population, asOf);
  const expectIndex = async (
    index: string,
    right: number,
    pick: (expected: ExpectedDocument) => Document | null,
  ): Promise<void> =>
    expect(
      await verifyDocuments(search, prefix + index, population, asOf, pick),
      prefix + index,
    ).toEqual({ right, wrong: [] });
  await expectIndex('masterdoctorindex', counts.documents, ({ master }) => master);
  for (const [index, right] of Object.entries(counts.derived))
    await expectIndex(index, right, ({ derived }) => derived[index] ?? null);
}
