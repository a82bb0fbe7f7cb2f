/** What people make of single generations. */
import { z } from 'zod';
import { freeTextWithoutNumbers } from '#lib/kernel/free-text.ts';
import type { FieldDescriptions } from '#lib/kernel/form-fields.ts';
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
  /** What was to go as well and is still there, and why. */
  readonly warnings: readonly string[];
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

/** Of one generation. */
export const mostNotes = 20;
const longestNote = 500;

export const NoteGeneration = z.object({
  environment: environmentName,
  /** A run, of which every index gets the note, or one index. */
  generation: generationName,
  text: freeTextWithoutNumbers(longestNote, `A note has at most ${longestNote} characters.`).min(
    1,
    'Write the note.',
  ),
});
export type NoteGeneration = z.infer<typeof NoteGeneration>;

export const noteFields: FieldDescriptions<keyof NoteGeneration> = {
  text: {
    control: 'long-text',
    label: 'Add a note',
    hint: 'Read by all who may sign in. No names or numbers of doctors.',
  },
};

export interface NoteOutcome {
  readonly environment: string;
  readonly generation: string;
  readonly indexes: readonly string[];
  readonly text: string;
}
