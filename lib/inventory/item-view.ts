/** One item of the inventory as its page and the terminal show it. Pure. */
import { listWords } from '#lib/kernel/words/text.ts';
import type { ItemSnapshot, SnapshotPart } from './changes/snapshot.ts';
import type { AttributeType } from './kind.ts';
import type { ListedItem, NamedItem, SourceView } from './item-list.ts';
import type { Outcome } from './kind.ts';
import type { RecordedFact } from './model.ts';

export interface FactView {
  readonly attribute: string;
  readonly label: string;
  /** Declared by a source; null: only observed. */
  readonly declared: RecordedFact | null;
  readonly note: string | null;
  readonly source: SourceView | null;
}

/** What no source says of it, and is known of what it runs on or is part of. */
export interface FollowingFact {
  readonly label: string;
  readonly says: string;
  readonly from: NamedItem;
}

export const followingFacts = ({
  owner,
  ownerFrom,
  cloud,
  cloudFrom,
}: Pick<ListedItem, 'owner' | 'ownerFrom' | 'cloud' | 'cloudFrom'>): readonly FollowingFact[] => [
  ...(owner === null || ownerFrom === null
    ? []
    : [{ label: 'Owner', says: owner, from: ownerFrom }]),
  ...(cloud === null || cloudFrom === null
    ? []
    : [{ label: 'Cloud', says: cloud, from: cloudFrom }]),
];

export interface RelationView {
  /** `runs on`, or from the other end `runs`. */
  readonly words: string;
  readonly kind: string;
  readonly direction: 'from' | 'to';
  readonly key: string;
  readonly name: string;
  /** Of the other end. */
  readonly itemKind: string;
  readonly kindTitle: string;
  readonly estateTitle: string;
  readonly environment: string | null;
  readonly source: SourceView;
  readonly note: string | null;
}

export interface ChangeView {
  readonly id: number;
  readonly at: string;
  readonly actor: string;
  readonly reason: string;
  readonly kind: 'added' | 'changed' | 'removed';
  /** What it changed, in words, from what to what; a relation is there, or not. */
  readonly parts: readonly {
    readonly part: SnapshotPart['part'];
    /** Of the part itself, an attribute or a relation: a label may be that of several. */
    readonly name: string;
    readonly label: string;
    readonly before: string | boolean | null;
    readonly after: string | boolean | null;
  }[];
  /** It followed from a change of something else. */
  readonly isFollowing: boolean;
  /** The change that it undid. */
  readonly undoes: number | null;
}

export interface HistoryView {
  /** The newest first. */
  readonly changes: readonly ChangeView[];
  readonly hasMore: boolean;
}

export interface ItemView extends ListedItem {
  readonly id: number;
  readonly profile: string | null;
  readonly sharedEnvironment: string | null;
  readonly aliases: readonly string[];
  readonly version: number;
  /** In the order of its kind; those that nobody recorded are among them. */
  readonly facts: readonly FactView[];
  /** The first in each direction, and all incidents. */
  readonly relations: readonly RelationView[];
  readonly relationCount: number;
  readonly history: HistoryView;
}

/** An environment of the inventory that the configuration of this console names. */
export interface CalledEnvironment {
  readonly key: string;
  readonly name: string;
  readonly estateTitle: string;
}

/** An environment of this console, as its configuration says which of the inventory it is. */
export interface InInventory {
  readonly environment: string;
  readonly title: string;
  /** Whether this console runs its sync, or watches it. */
  readonly driver: 'managed' | 'observed';
  /** As the configuration calls it. */
  readonly called: string;
  /** Null: the inventory has none such. */
  readonly found: CalledEnvironment | null;
}

export const incidentKind = 'past-incident';

/** What happened to it once, as far as a source says. */
export const incidentsOf = ({ relations }: Pick<ItemView, 'relations'>): readonly RelationView[] =>
  relations.filter(({ direction, itemKind }) => direction === 'to' && itemKind === incidentKind);

/** What the form of a thing is made from. */
export interface FormView {
  /** Null: it is new. */
  readonly item: {
    readonly id: number;
    readonly version: number;
    readonly snapshot: ItemSnapshot;
  } | null;
  readonly estate: string;
  readonly estateTitle: string;
  readonly kindTitle: string;
  /** In the order of the kind. */
  readonly fields: readonly {
    readonly attribute: string;
    readonly label: string;
    readonly type: AttributeType;
    /** The only values that it may have; null: any. */
    readonly choices: readonly string[] | null;
    readonly isExpected: boolean;
  }[];
  /** Of the estate. */
  readonly sources: readonly { readonly id: string; readonly title: string }[];
  readonly relationKinds: readonly string[];
}

/** What is not there any more. */
export interface RemovedView {
  readonly key: string;
  readonly name: string;
  readonly history: HistoryView;
}

export interface NewFormView extends FormView {
  /** Of the estate, by name. */
  readonly environments: readonly string[];
}

/** One line of the work list: what is not recorded of how many things of a kind. */
export interface Gap {
  readonly estate: string;
  readonly estateTitle: string;
  readonly kind: string;
  readonly attribute: string;
  readonly count: number;
  /** `24 certificates have no expiry recorded`. */
  readonly says: string;
  readonly keys: readonly string[];
}

/** Something that an item needs, or that needs it. */
export interface DependencyView {
  readonly item: ListedItem;
  /** How many relations away, by the shortest way. */
  readonly steps: number;
  /** The key and the name of the one before it on that way. */
  readonly through: string;
  readonly throughName: string;
  /** The relation with it, as its source writes it, and from its other end. */
  readonly kind: string;
  readonly inverse: string;
  /** What users do, or a system downstream; null: neither. */
  readonly outcome: Outcome | null;
}

/** How many are reached in one direction. */
export interface ReachedTotal {
  readonly all: number;
  /** What users do and systems downstream, of them. */
  readonly outcomes: number;
  /** Enough were seen; what is further away was not looked at. */
  readonly isMore: boolean;
}

export interface DependenciesView {
  readonly item: ListedItem;
  /** The nearest, and of what users do and systems downstream as many again; nearest first. */
  readonly needs: readonly DependencyView[];
  readonly neededBy: readonly DependencyView[];
  readonly totals: { readonly needs: ReachedTotal; readonly neededBy: ReachedTotal };
}

/** Whether one host may reach another, by the rules that are recorded. */
export interface ReachView {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly reachable: 'yes' | 'no rule recorded';
  readonly rule: {
    readonly key: string;
    readonly name: string;
    readonly firewall: string | null;
    readonly ports: readonly string[];
    /** None: not recorded. */
    readonly protocols: readonly string[];
    readonly source: SourceView;
  } | null;
  /** Without a rule: what neither a thing nor any rule is known by, and may be misspelt. */
  readonly notKnown: readonly string[];
  /** What else to know, in sentences. */
  readonly notes: readonly string[];
}

/** `Ports 80 and 443; no protocol is recorded.` */
export function ruleTermsWords({
  ports,
  protocols,
}: Pick<NonNullable<ReachView['rule']>, 'ports' | 'protocols'>): string {
  const words = (one: string, texts: readonly string[]) =>
    `${one}${texts.length === 1 ? '' : 's'} ${listWords(texts, 'and')}`;
  return `${words('Port', ports)}; ${
    protocols.length === 0 ? 'no protocol is recorded' : words('protocol', protocols)
  }.`;
}

/** A technical architecture record, line by line. */
export interface RecordText {
  /** Of the system that it is of. */
  readonly key: string;
  readonly title: string;
  readonly format: 'md' | 'html';
  readonly lines: readonly string[];
  /** ISO 8601. */
  readonly madeAt: string;
}
