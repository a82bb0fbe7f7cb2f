/** What the drift register shows, and what people may do with it. Pure. */
import { z } from 'zod';
import { Confirmation } from '#lib/kernel/confirmation.ts';
import { freeTextWithoutNumbers } from '#lib/kernel/free-text.ts';
import {
  manyOf,
  oneOf,
  hasUsualYear,
  someText,
  usualYears,
  type ListShape,
  type Page,
  type RequestOf,
} from '#lib/kernel/list.ts';
import { recordOf } from '#lib/kernel/record-of.ts';
import type { Facet } from '../item-list.ts';
import type { RecordedFact } from '../model.ts';
import type { Verdict } from './compare.ts';
import {
  importKinds,
  limits,
  plannedActions,
  type ImportKind,
  type ObservedValue,
  type PlannedAction,
  type Told,
} from './observation.ts';
import type { MatchRule } from './rules.ts';
import { inventoryReason } from '../secrets.ts';

export type { Verdict };

/** `documented`: a document and the code say two things, as a source found. */
export const driftStates = [
  'documented',
  'changed',
  'missing',
  'unexpected',
  'planned',
  'matched',
] as const;
export type DriftState = (typeof driftStates)[number];

export interface DifferenceView {
  readonly attribute: string;
  readonly label: string;
  readonly declared: RecordedFact | null;
  readonly observed: ObservedValue;
  readonly verdict: Verdict;
}

export interface KnownView {
  readonly id: number;
  readonly at: string;
  readonly actor: string;
  readonly reason: string;
}

export interface DriftRow {
  /** Its own as long as its import is the newest. */
  readonly id: string;
  /** What it says and of which version of the component: sent with what is decided of it. */
  readonly seen: string;
  readonly state: DriftState;
  readonly estate: string;
  readonly estateTitle: string;
  readonly environment: string | null;
  readonly isProduction: boolean;
  readonly name: string;
  /** Of the component that it leads to; null: nothing is declared. */
  readonly key: string | null;
  /** `queue`, or for want of a component the type of the resource. */
  readonly kindTitle: string;
  readonly importKind: ImportKind | null;
  readonly address: string | null;
  readonly previousAddress: string | null;
  readonly planned: PlannedAction | null;
  readonly by: MatchRule | null;
  readonly differences: readonly DifferenceView[];
  /** Of `documented`: both sides, and where. */
  readonly documented: string | null;
  readonly actual: string | null;
  readonly where: string | null;
  /** When it was seen, ISO 8601; of `documented` null. */
  readonly seenAt: string | null;
  readonly known: KnownView | null;
  /** Whether accepting it can change what is declared. */
  readonly canAccept: boolean;
}

export interface ImportView {
  readonly id: number;
  readonly estate: string;
  readonly estateTitle: string;
  readonly environment: string;
  readonly environmentKey: string;
  readonly kind: ImportKind;
  readonly format: string;
  readonly at: string;
  readonly actor: string;
  readonly seenAt: string;
  readonly covers: readonly string[];
  readonly profiles: readonly string[] | null;
  readonly isPartial: boolean;
  readonly told: readonly Told[];
  readonly counts: StateCounts;
}

export type StateCounts = Readonly<
  Record<'matched' | 'changed' | 'missing' | 'unexpected', number>
>;

export interface DriftPage extends Page<DriftRow> {
  readonly facets: Readonly<Record<'estate' | 'where' | 'state', readonly Facet[]>>;
  /** The newest of each environment and kind. */
  readonly imports: readonly ImportView[];
}

export const driftList = {
  filters: {
    text: someText,
    estate: someText,
    /** The environment; `environment` in an address is that of the console. */
    where: someText,
    state: manyOf(driftStates),
    known: oneOf(['known', 'open']),
  },
  sorts: ['estate', 'state', 'seen'],
  usual: { column: 'estate', direction: 'ascending' },
  pageSize: 50,
  mostAtOnce: 500,
} as const satisfies ListShape;
export type DriftRequest = RequestOf<typeof driftList>;

const whyMissing = 'Say in a few words why.';
export const observedReason = inventoryReason(whyMissing);
const rowId = z
  .string()
  .max(100)
  .regex(/^\d+\/[a-z0-9]+$/, 'Choose a row of the register.');

/** The row as the person saw it. */
const seen = z.string('Send what was seen of the row.').max(100);

/** Declared takes the observed value; in production nothing is removed without its name. */
export const AcceptObserved = Confirmation.extend({ row: rowId, seen, reason: observedReason });
export const KnowDifference = Confirmation.extend({ row: rowId, seen, reason: observedReason });
export const TakeBackKnown = Confirmation.extend({ id: z.int().min(1), reason: observedReason });

const list = (most: number, longest: number) => z.array(z.string().max(longest)).max(most);
const text = (longest: number) => z.string().max(longest);
const Thing = z.object({
  address: text(limits.addressCharacters + 20).min(1),
  previousAddress: text(limits.addressCharacters).nullable(),
  type: text(limits.nameCharacters).min(1),
  name: text(limits.nameCharacters).min(1),
  names: list(limits.names, limits.nameCharacters),
  hosts: list(limits.hosts, limits.valueCharacters),
  labels: list(limits.names, limits.nameCharacters),
  image: text(limits.nameCharacters).nullable(),
  planned: z.enum(plannedActions).nullable(),
  profiles: list(limits.profiles, limits.nameCharacters),
  attributes: recordOf(
    text(60),
    z.union([text(limits.valueCharacters), list(limits.valuesOfList, limits.valueCharacters)]),
    limits.attributes,
    `Give at most ${String(limits.attributes)} attributes.`,
  ),
});

/** What a reader made of a file; the file itself is sent nowhere. */
export const ImportObservation = z
  .object({
    /** The key of an environment, or a name that only one has. */
    environment: freeTextWithoutNumbers(300, 'Use 300 characters or fewer.').min(
      1,
      'Name the environment.',
    ),
    observation: z.object({
      kind: z.enum(importKinds),
      format: text(limits.nameCharacters),
      observedAt: z.iso.datetime().refine(hasUsualYear, usualYears).nullable(),
      covers: list(limits.covers, limits.nameCharacters),
      isPartial: z.boolean(),
      things: z.array(Thing).max(limits.things),
      told: z
        .array(z.object({ place: text(limits.addressCharacters).nullable(), says: text(1_000) }))
        .max(limits.told + 1),
    }),
    /** Of compose; `*` is all; null: nobody said. */
    profiles: list(limits.profiles, limits.nameCharacters).nullable().default(null),
    /** Only shows what would come of it. */
    isDryRun: z.boolean().default(false),
    /** Of what is imported, not of a look. */
    reason: observedReason.optional(),
  })
  .refine(({ isDryRun, reason }) => isDryRun || reason !== undefined, {
    path: ['reason'],
    error: whyMissing,
  });
export type ImportObservation = z.output<typeof ImportObservation>;

export interface ObservedImport {
  /** Null: it was only tried. */
  readonly importId: number | null;
  readonly environment: string;
  readonly kind: ImportKind;
  readonly format: string;
  readonly seenAt: string;
  readonly covers: readonly string[];
  readonly profiles: readonly string[] | null;
  readonly isPartial: boolean;
  readonly counts: StateCounts;
  readonly rows: readonly DriftRow[];
  readonly told: readonly Told[];
}
