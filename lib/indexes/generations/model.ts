/** What people make of single generations. */
import { z } from 'zod';
import { Confirmation } from '#lib/kernel/confirmation.ts';

const environmentName = z.string().min(1).max(64);
const generationName = z.string().min(1).max(255);

export const RetireGeneration = Confirmation.extend({
  environment: environmentName,
  /** A run, of which every index that nobody reads goes, or one index. */
  generation: generationName,
});
export type RetireGeneration = z.infer<typeof RetireGeneration>;

export interface RetireOutcome {
  readonly environment: string;
  /** Indexes that are gone. */
  readonly retired: readonly string[];
}

export const AdoptIndex = Confirmation.extend({
  environment: environmentName,
  index: generationName,
  /** The family whose generation it becomes; the one in its name when absent. */
  base: generationName.optional(),
});
export type AdoptIndex = z.infer<typeof AdoptIndex>;

export interface AdoptOutcome {
  readonly environment: string;
  readonly index: string;
  readonly base: string;
}
