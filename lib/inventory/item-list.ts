/** What the list of the inventory shows of an item, and what it may be asked. Pure. */
import { z } from 'zod';
import { freeTextWithoutNumbers } from '#lib/kernel/free-text.ts';
import { oneOf, someText, type ListShape, type RequestOf } from '#lib/kernel/list.ts';
import { recordedStates, type Evidence, type ItemType, type RecordedNothing } from './model.ts';

export interface NamedItem {
  readonly key: string;
  readonly name: string;
}

export interface ListedItem {
  readonly key: string;
  readonly type: ItemType;
  readonly estate: string;
  readonly estateTitle: string;
  readonly environment: string | null;
  /** What is done to it is done to production: it is there, or has it as an environment. */
  readonly isProduction: boolean;
  readonly kind: string;
  /** `certificate`, for people. */
  readonly kindTitle: string;
  readonly name: string;
  readonly summary: string | null;
  readonly owner: string | null;
  readonly cloud: string | null;
  /** What says so where no source says it of this itself; else null. */
  readonly ownerFrom: NamedItem | null;
  readonly cloudFrom: NamedItem | null;
  /** How many attributes somebody should know and no source says. */
  readonly missing: number;
  readonly source: SourceView;
}

/** As the list has it. */
export interface ItemInList extends ListedItem {
  /** Which nothing is recorded where there is no owner or no cloud. */
  readonly ownerNothing: RecordedNothing;
  readonly cloudNothing: RecordedNothing;
}

/** Who says so. */
export interface SourceView {
  /** The title of the document, and the page or path in it. */
  readonly title: string;
  readonly evidence: Evidence | null;
  /** `yyyy-MM-dd`; null: it does not say of what time it speaks. */
  readonly asOf: string | null;
  readonly readOn: string | null;
}

const mostNames = 30;

/** Several names of the inventory with commas between them. */
const names = z
  .string()
  .transform((text) => [...new Set(text.split(','))])
  .pipe(
    z
      .array(z.string().regex(/^[a-z0-9._-]{1,100}$/, 'Give names in lower case, with commas.'))
      .min(1)
      .max(mostNames, `Give at most ${String(mostNames)} names.`),
  );

const itemFilters = {
  text: someText,
  estate: names,
  /** The environment; `environment` in an address is that of the console. */
  where: someText,
  kind: names,
  owner: someText,
  cloud: someText,
  /** What state some fact of it has; `whole`: nothing that somebody should know is missing. */
  known: oneOf([...recordedStates, 'whole']),
};

export const itemList = {
  filters: itemFilters,
  sorts: ['name', 'estate', 'environment', 'kind', 'missing', 'asOf'],
  usual: { column: 'name', direction: 'ascending' },
  pageSize: 50,
  mostAtOnce: 500,
} as const satisfies ListShape;
export type ItemListRequest = RequestOf<typeof itemList>;
export type ItemSort = ItemListRequest['sort']['column'];

export interface Facet {
  readonly value: string;
  readonly title: string;
  readonly count: number;
}

/** Under each filter what it can be, the most first, of what the other filters let through. */
export type Facets = Readonly<
  Record<'estate' | 'where' | 'kind' | 'owner' | 'cloud' | 'known', readonly Facet[]>
>;

const shortText = freeTextWithoutNumbers(300, 'Use 300 characters or fewer.').min(1, 'Say which.');
const portInFigures = 'Give a port, in figures.';

/** Which item. */
export const itemKey = z.object({ key: shortText });
/** Of its relations the page of an item has so many in each direction, and the rest when wanted. */
export const firstRelations = 25;

const relationsSays = 'Give a number of relations from 1 to 999, in figures.';

/** Which item, with how many of its relations in each direction; without it all. */
export const itemQuestion = itemKey.extend({
  relations: z
    .string(relationsSays)
    .regex(/^[1-9]\d{0,2}$/, relationsSays)
    .transform(Number)
    .optional(),
});
/** The form of which thing, or of what kind of new one in which estate. */
export const formQuestion = z.union(
  [itemKey, z.object({ estate: shortText, kind: shortText })],
  'Give a key, or an estate and a kind.',
);
/** Whose history, from before which change. */
export const historyQuestion = z.object({
  key: shortText,
  before: z
    .string()
    .regex(/^\d{1,15}$/, 'Give the number of a change.')
    .transform(Number)
    .optional(),
});
/** Which estate; all of them without it. */
export const estateKey = z.object({ estate: shortText.optional() });
/** Whose environments are beside each other. */
export const comparedEstate = z.object({ estate: shortText.default('core') });
/** From where, to where, and on which port. */
export const reachQuestion = z.object({
  from: shortText,
  to: shortText,
  port: z
    .string(portInFigures)
    .regex(/^\d{1,9}$/, portInFigures)
    .transform(Number)
    .pipe(z.number().min(1, 'Ports begin with 1.').max(65_535, 'Ports end with 65,535.')),
});

/** Whose record, and in which form. */
export const recordQuestion = z.object({
  key: shortText,
  format: z.enum(['md', 'html'], 'Choose md or html.').default('md'),
});
