/** What a kind of component knows of itself: its words, and its attributes in their order. */
import { z } from 'zod';
import { listWords } from '#lib/kernel/words/text.ts';
import { readWindow } from '#lib/kernel/window.ts';
import { chapters, type Chapter } from './record/sections.ts';

/**
 * `list` and `steps` are several texts, `windows` several parts of the week; `day` is `yyyy-MM-dd`;
 * `whole` is digits.
 */
export type AttributeType = 'text' | 'list' | 'steps' | 'windows' | 'whole' | 'day' | 'yes-no';

/** Whether a value is several texts. */
export const isList = (type: AttributeType | undefined): boolean =>
  type === 'list' || type === 'steps' || type === 'windows';

export interface Attribute {
  readonly label: string;
  /** In a sentence, where the label is no noun: `expiry`. */
  readonly noun?: string;
  /** `text` when left out. */
  readonly type?: AttributeType;
  /** The only values that it may have. */
  readonly choices?: readonly string[];
  /** Somebody should know it: where no source says, it is work to do. */
  readonly isExpected?: boolean;
}

/** The only values that an attribute may have; null: any. */
export const allowedValues = ({ type, choices }: Attribute): readonly string[] | null =>
  type === 'yes-no' ? ['yes', 'no'] : (choices ?? null);

const digits = /^\d+$/;
const day = z.iso.date();

/** What is wrong with a value of an attribute, as the end of a sentence; null: nothing. */
export function whyNotOfType(
  attribute: Attribute,
  written: string | readonly string[],
): string | null {
  const { label, type = 'text' } = attribute;
  if (isList(type)) {
    if (typeof written === 'string') return `${label} must be a list`;
    return type === 'windows' && written.some((text) => readWindow(text) === null)
      ? `${label} must be days, times and a time zone, as MON-FRI 07:30-20:00 Europe/London`
      : null;
  }
  if (typeof written !== 'string') return `${label} must be one text`;
  if (type === 'whole' && !digits.test(written))
    return `${label} must be a whole number, in figures`;
  if (type === 'day' && !day.safeParse(written).success)
    return `${label} must be a day, as 2026-11-26`;
  const choices = allowedValues(attribute);
  if (choices?.includes(written) === false) return `${label} must be ${listWords(choices, 'or')}`;
  return null;
}

export type Attributes = Readonly<Record<string, Attribute>>;

export type Outcome = 'users' | 'downstream';

export interface Kind {
  /** As files and addresses write it. */
  readonly kind: string;
  readonly singular: string;
  readonly plural: string;
  /** Where an architecture record prints what is of this kind. */
  readonly chapter: Chapter;
  /** Among the kinds of its chapter, and so in every list of kinds: smaller ones come first. */
  readonly order: number;
  /** The attributes that tables of pages show, in this order, under their labels. */
  readonly columns?: readonly string[];
  /** Under which of its parts the page of firewalls, accounts and procedures has it. */
  readonly register?: Register;
  /** Whether a move must bring data along that is in it, or in what it is kept in. */
  readonly keeps?: 'data' | 'within another';
  /** Where it ends that something stops: what users do, or a system that is fed. */
  readonly outcome?: Outcome;
  /** In the order in which forms, pages and records have them. */
  readonly attributes: Attributes;
}

export type Register = 'procedures' | 'accounts' | 'groups' | 'sources' | 'rules' | 'commands';

/** Attribute and head of a column of a table. */
export type Column = readonly [attribute: string, head: string];

/** What tables of pages show of things of a kind. */
export const columnsOf = ({ columns = [], attributes }: Kind): Column[] =>
  columns.flatMap((name): Column[] => {
    const label = attributes[name]?.label;
    return label === undefined ? [] : [[name, label]];
  });

/** What may be known of everything. */
export const commonAttributes = {
  summary: { label: 'In short', noun: 'summary' },
  purpose: { label: 'Purpose' },
  owner: { label: 'Owner' },
  cloud: { label: 'Cloud' },
  technology: { label: 'Technology' },
  version: { label: 'Version' },
  count: { label: 'How many', noun: 'number', type: 'whole' },
  role: { label: 'Role' },
  address: { label: 'Address' },
  port: { label: 'Port' },
  status: { label: 'Status' },
  contact: { label: 'Contact' },
  otherNames: { label: 'Also called', noun: 'other names', type: 'list' },
  sourceWording: { label: 'In the words of the source', noun: 'words of the source' },
  caveat: { label: 'Caveat' },
} as const satisfies Attributes;

/** A kind with what everything may have after what is its own. */
export const defineKind = (kind: Kind): Kind => ({
  ...kind,
  attributes: { ...kind.attributes, ...withoutOwn(kind.attributes) },
});

const withoutOwn = (own: Attributes): Attributes =>
  Object.fromEntries(Object.entries(commonAttributes).filter(([name]) => !(name in own)));

/** As lists have them: by their chapters, by their order, and by their names. */
export const inOrder = (kinds: readonly Kind[]): readonly Kind[] =>
  [...kinds].sort(
    (one, other) =>
      chapters.indexOf(one.chapter) - chapters.indexOf(other.chapter) ||
      one.order - other.order ||
      (one.kind < other.kind ? -1 : 1),
  );
