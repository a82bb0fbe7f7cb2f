/** What a file of an estate may be written with. Pure. */
import { z } from 'zod';
import { hasUsualYear } from '#lib/kernel/list.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import { ComponentId, EnvironmentName, EstateId, evidences } from './model.ts';

// Line breaks and tabs belong to commands and procedures.
const unseen = /(?![\t\n\r])[\p{Cc}\p{Cs}]|\p{Bidi_Control}/u;
const line = z
  .string()
  .min(1, 'must not be empty')
  .max(4_000, 'must be at most 4,000 characters')
  .refine(
    (text) => !unseen.test(text),
    'must not have control characters or marks that change the direction of text',
  );

/** What is wrong with a text of the inventory, after its name; null: nothing. */
export const whyNotText = (text: string): string | null =>
  line.safeParse(text).error?.issues[0]?.message ?? null;
const day = z.iso
  .date('must be a day, as 2026-11-26')
  .refine(hasUsualYear, 'must be of a year from 1900 to 2899');
const nothing = z.enum(
  ['none', 'not applicable', 'not recorded'],
  'must be none, not applicable or not recorded',
);
const value = z.union(
  [line, z.array(line).min(1)],
  'must be a text, a list of texts, or value and source',
);

const FactText = z.union(
  [
    value,
    z.strictObject({ value, source: line.optional(), note: line.optional() }),
    z.strictObject({ is: nothing, source: line.optional(), note: line.optional() }),
  ],
  'must be a text, a list of texts, value, or is: none, not applicable or not recorded',
);
const Facts = z.record(z.string(), FactText);
const Relations = z.array(z.record(z.string(), z.union([line, z.array(line).min(1)])));
export type FactText = z.infer<typeof FactText>;

/** Of an environment: each component in it is found by them. */
export const mostAliases = 50;

const yesNo = z.enum(['yes', 'no'], 'must be yes or no');
const SourceText = z.strictObject({
  title: line,
  evidence: z.enum(evidences, `must be ${listWords(evidences, 'or')}`),
  asOf: day.optional(),
  readOn: day,
});
const EnvironmentText = z.strictObject({
  name: EnvironmentName,
  /** Its name until now, where this gives it another one. */
  was: line.optional(),
  profile: line.optional(),
  sharedEnvironment: line.optional(),
  aliases: z.array(line).max(mostAliases, 'must be at most 50 names').optional(),
  isProduction: yesNo.optional(),
  source: line.optional(),
  facts: Facts.optional(),
  relations: Relations.optional(),
});
const ComponentText = z.strictObject({
  id: ComponentId,
  /** Its id until now, where this gives it another one. */
  was: ComponentId.optional(),
  kind: line,
  name: line,
  in: z.array(line).min(1).optional(),
  source: line.optional(),
  facts: Facts.optional(),
  perEnvironment: z.record(z.string(), Facts).optional(),
  relations: Relations.optional(),
});
export type RelationsText = z.infer<typeof Relations>;
export type ComponentText = z.infer<typeof ComponentText>;
/** Of one estate. */
export const EstateText = z.strictObject({
  estate: EstateId,
  title: line,
  source: line,
  facts: Facts.optional(),
  relations: Relations.optional(),
  sources: z.record(z.string(), SourceText),
  environments: z.array(EnvironmentText).optional(),
  components: z.array(ComponentText).optional(),
});
export type EstateText = z.infer<typeof EstateText>;
