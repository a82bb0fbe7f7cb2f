import { expectedCounts } from '#lib/sync/participants/synthetic/expected.ts';
import type { Run, SyncWorld } from '#lib/sync/index.ts';
import { verifyDocuments } from '#lib/testing/sync/verify-documents.ts';
import type { BenchEnvironment } from './environment.ts';

/**
 * What is wrong with the documents that a run has left, a few words a difference; empty when every
 * one is as it must be.
 */
export async function whatIsWrong(
  world: SyncWorld,
  environment: BenchEnvironment,
  run: Run,
): Promise<string[]> {
  const population = {
    trainees: environment.trainees,
    seed: Number(environment.variables.SYNTHETIC_SEED),
  };
  const counts = expectedCounts(population, run.asOf);
  const wrong: string[] = [];
  const hold = async (
    base: string,
    right: number,
    pick: Parameters<typeof verifyDocuments>[4],
  ): Promise<void> => {
    const verdict = await verifyDocuments(
      world.search,
      environment.prefix + base,
      population,
      run.asOf,
      pick,
    );
    wrong.push(...verdict.wrong.map((difference) => `${base}: ${difference}`));
    if (verdict.right !== right)
      wrong.push(`${base}: ${verdict.right} documents are right instead of ${right}`);
  };
  await hold('masterdoctorindex', counts.documents, (expected) => expected.master);
  for (const [base, right] of Object.entries(counts.derived))
    await hold(base, right, (expected) => expected.derived[base] ?? null);
  return wrong;
}
