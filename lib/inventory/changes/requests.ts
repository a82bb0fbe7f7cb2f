/** What people may ask to be changed of the inventory. Pure. */
import { z } from 'zod';
import { Confirmation } from '#lib/kernel/confirmation.ts';
import {
  freeTextWithoutNumbers,
  hasSevenDigits,
  sevenDigitsRefused,
} from '#lib/kernel/free-text.ts';
import { someDay } from '#lib/kernel/list.ts';
import { largestVersion } from '#lib/kernel/storable.ts';
import { mostAliases } from '../estate-text.ts';
import { componentId, environmentName, evidences, itemName, recordedStates } from '../model.ts';
import { inventoryReason, refuseSecret } from '../secrets.ts';

const reason = inventoryReason('Say in a few words why.');
const { typedName } = Confirmation.shape;

const short = (what: string) =>
  freeTextWithoutNumbers(300, `${what} has at most 300 characters.`).superRefine(refuseSecret);
const someText = z
  .string()
  .max(4_000, 'Use 4,000 characters or fewer.')
  .overwrite((text) => text.trim())
  .superRefine(refuseSecret);
const note = freeTextWithoutNumbers(1_000, 'A note has at most 1,000 characters.')
  .superRefine(refuseSecret)
  .nullable()
  .overwrite((text) => (text === '' ? null : text));
const sourceText = short('A source').min(1, 'Say who says so.');

/** One fact as it is to be; not recorded and without a source it is left out. */
export const FactEdit = z.object({
  attribute: z.string().max(100),
  state: z.enum(recordedStates),
  value: z.union([someText, z.array(someText).max(500)]).optional(),
  source: short('A source').default(''),
  note: note.default(null),
});
export type FactEdit = z.output<typeof FactEdit>;

const RelationEdit = z.object({
  kind: z.string().max(100),
  /** Its key, or a name that only one thing has. */
  to: short('A name').min(1, 'Say to what.'),
  source: sourceText,
  note: note.default(null),
});

/** A source that the estate does not have yet; it was read today. */
const NewSource = z.object({
  id: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,29}$/, 'Give it a short name, as S3.')
    .refine((id) => !hasSevenDigits(id), sevenDigitsRefused),
  title: short('A title').min(1, 'Give its title.'),
  evidence: z.enum(evidences),
  asOf: someDay.nullable().default(null),
});

const parts = {
  facts: z.array(FactEdit).max(200).default([]),
  addRelations: z.array(RelationEdit).max(100).default([]),
  removeRelations: z
    .array(z.object({ kind: z.string().max(100), to: z.string().max(500) }))
    .max(500)
    .default([]),
  sources: z.array(NewSource).max(10).default([]),
};

/** What an environment has beside its name. */
const ofEnvironment = {
  profile: short('A profile').nullable(),
  sharedEnvironment: short('A name').nullable(),
  isProduction: z.boolean(),
};
const id = componentId('The id');
const name = itemName('The name');
const aliases = z.array(itemName('Another name')).max(mostAliases);

/** Only what it names is changed, so that what others change meanwhile stays. */
export const EditItem = z.object({
  id: z.int().positive(),
  /** The one that the person saw. */
  version: z.int().positive().max(largestVersion),
  own: z
    .object({
      name,
      component: id,
      aliases,
      ...ofEnvironment,
    })
    .partial()
    .default({}),
  ...parts,
  reason,
  /** Where production is to be none from now on. */
  typedName,
});
export type EditItem = z.output<typeof EditItem>;

export const AddItem = z.object({
  estate: componentId('The estate'),
  /** Null: of the estate as a whole. */
  environment: environmentName('The environment').nullable(),
  kind: z.string().max(100),
  /** Of a component; an environment is called by its name. */
  component: id.nullable(),
  name,
  aliases: aliases.default([]),
  profile: ofEnvironment.profile.default(null),
  sharedEnvironment: ofEnvironment.sharedEnvironment.default(null),
  isProduction: ofEnvironment.isProduction.default(false),
  source: sourceText,
  ...parts,
  reason,
});
export type AddItem = z.output<typeof AddItem>;

export const RemoveItem = z.object({
  id: z.int().positive(),
  version: z.int().positive().max(largestVersion),
  reason,
  typedName,
});
export type RemoveItem = z.output<typeof RemoveItem>;

export const UndoChange = z.object({ change: z.int().positive(), reason, typedName });
export type UndoChange = z.output<typeof UndoChange>;

/** What became of it. */
export interface ItemOutcome {
  readonly id: number;
  /** Of what was removed, the last one. */
  readonly key: string;
  /** How many other things changed with it. */
  readonly others: number;
}
