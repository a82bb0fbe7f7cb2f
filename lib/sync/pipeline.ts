/**
 * The shape of a pipeline: a versioned definition from which stages, messages, indexes, aliases and
 * the screen follow.
 */
import type { UsersPage } from '#lib/indexes/index.ts';
import type { Condition } from '#lib/platform/search/conditions.ts';
import type { Document, FieldMapping, Search } from '#lib/platform/search/port.ts';
import type { Route } from '#lib/platform/broker/port.ts';
import type { Sources } from './participants/sources.ts';

export interface RunContext {
  /** London date when the run started, `yyyy-MM-dd`: the "today" of every stage. */
  readonly asOf: string;
  /**
   * What was written to a source after this moment belongs to the next run: a source that lives is
   * read twice and must say the same.
   */
  readonly until: Date;
}

export type Channel = 'amqp' | 'sqs';

/**
 * What our own participant does with one source record. `reference` is never personal data (a
 * person id or row id).
 */
export type Extracted =
  | {
      readonly kind: 'send';
      readonly body: string;
      readonly reference: string;
      /** What of the record could not be used as it is stored, in words without data. */
      readonly notes?: readonly string[];
    }
  | { readonly kind: 'withhold'; readonly reason: string; readonly reference: string };

/** What a body on the wire turns out to be. A message of several records counts as several. */
export type Reading =
  | { readonly kind: 'records'; readonly records: readonly Incoming[] }
  | { readonly kind: 'end' }
  | { readonly kind: 'unreadable'; readonly reason: string };

export type Incoming =
  | {
      readonly kind: 'write';
      readonly id: string;
      readonly part: Document;
      readonly reference: string;
      /** What of the record could not be used, in words without data. */
      readonly notes?: readonly string[];
    }
  | { readonly kind: 'quarantine'; readonly reason: string; readonly reference: string };

/**
 * A part folded into a document. `conflict` is set when another record of the same stage had
 * already made this part.
 */
export interface Merged {
  readonly document: Document;
  readonly conflict: string | null;
  /**
   * Reference of the record whose part was not used; with a conflict only, and the incoming one's
   * where absent.
   */
  readonly loser?: string;
}

/** What a source says beforehand that there is to send. */
export interface SourceCount {
  readonly records: number;
  /** Made up from a seed: a participant that is not ours sends other people. */
  readonly isSynthetic: boolean;
}

export interface DataStage {
  readonly kind: 'data';
  readonly name: string;
  readonly title: string;
  readonly participant: string;
  /**
   * The message that starts the participant; always over `amqp`. The body is the JSON text of the
   * marker.
   */
  readonly start: { readonly route: Route; readonly body: string };
  readonly data: { readonly channel: Channel; readonly route: Route };
  readonly endBody: string;
  /** Base name of the index that this stage fills. */
  readonly target: string;
  /** Our own participant: streams with back-pressure, in a stable order. */
  extract(sources: Sources, context: RunContext): AsyncIterable<Extracted>;
  /** How many records `extract` would send, where the source can count them. */
  countSource?(sources: Sources, context: RunContext): Promise<SourceCount>;
  /** Never throws: what cannot be read says why. */
  read(body: string): Reading;
  /**
   * Pure, and independent of the order of arrival: commutative, associative and idempotent over the
   * parts of one document.
   */
  merge(existing: Document | null, part: Document): Merged;
  /** True of every document of the target that has a part of this stage, and of no other. */
  readonly hasPart: Condition;
}

export interface DerivedWrite {
  readonly target: string;
  readonly id: string;
  readonly source: Document;
}

export interface Derivation {
  readonly participant: string;
  readonly queue: string;
  /** Base names of the indexes that this participant fills. */
  readonly targets: readonly string[];
  /**
   * How many pairs of document and target the rules select, counted by querying the index, not by
   * running `derive`.
   */
  expected(search: Search, sources: Sources, source: string, context: RunContext): Promise<number>;
  derive(
    search: Search,
    sources: Sources,
    source: string,
    context: RunContext,
  ): AsyncIterable<readonly DerivedWrite[]>;
}

export interface DerivedStage {
  readonly kind: 'derived';
  readonly name: string;
  readonly title: string;
  readonly command: { readonly route: Route; readonly body: string };
  /** Base name of the index that is read. */
  readonly source: string;
  readonly derivations: readonly Derivation[];
}

export interface PlainStage {
  readonly kind: 'prepare' | 'swap';
  readonly name: string;
  readonly title: string;
}

/** A stage that existing services do among themselves: the console sees only what comes of it. */
export interface ObservedStage {
  readonly kind: 'observed';
  readonly name: string;
  readonly title: string;
  readonly participant: string;
  /** Where its orders and its records lie until they are handled. */
  readonly queues: readonly string[];
  /** True of every document that it has reached. */
  readonly marks: Condition;
  /** Whether it always has something to send. */
  readonly isNeeded: boolean;
}

export type StageDefinition = PlainStage | DataStage | DerivedStage | ObservedStage;

export interface IndexDefinition {
  readonly base: string;
  readonly fields: Readonly<Record<string, FieldMapping>>;
  readonly keyField: string;
}

export interface AliasDefinition {
  readonly name: string;
  /** Base name of the index that the alias points at. */
  readonly target: string;
  readonly filter: Condition | null;
  /** It points at the index of that very name, which existing services fill where it is. */
  readonly isInPlace?: true;
}

export interface Pipeline {
  readonly name: string;
  readonly version: number;
  readonly title: string;
  readonly indexes: readonly IndexDefinition[];
  /** Every alias that must move at the swap, the base names included. */
  readonly aliases: readonly AliasDefinition[];
  readonly stages: readonly StageDefinition[];
  /** The users' pages that read its aliases. */
  readonly pages: readonly UsersPage[];
  /** Fields whose values say nothing about who somebody is, and may be shown; absent: none. */
  readonly plainFields?: readonly string[];
}

/** The one that a run was started with; undefined where this console does not know it any more. */
export const pipelineOf = (
  run: { readonly pipeline: string; readonly pipeline_version: number },
  pipelines: readonly Pipeline[],
): Pipeline | undefined =>
  pipelines.find(({ name, version }) => name === run.pipeline && version === run.pipeline_version);
