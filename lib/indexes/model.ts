import { z } from 'zod';
import { Confirmation } from '#lib/kernel/confirmation.ts';
import type { Fault } from '#lib/kernel/result.ts';

/** What the indexes page shows. */
export type GenerationRole = 'building' | 'live' | 'previous' | 'abandoned';

/** Nobody can read a closed index; of a red one at least a part is missing. */
export type IndexHealth = 'green' | 'yellow' | 'red' | 'closed' | 'not-known';

export interface GenerationView {
  readonly index: string;
  readonly base: string;
  readonly runNumber: number | null;
  /** `local-12`, when a run made it. */
  readonly run: string | null;
  readonly role: GenerationRole;
  readonly documents: number | null;
  readonly bytes: number | null;
  readonly health: IndexHealth;
  readonly createdAt: string;
  readonly liveFrom: string | null;
  readonly liveUntil: string | null;
  /** A copy of a concrete index whose name is an alias now. */
  readonly isKeptCopy: boolean;
  /** What the existing Integration service fills where it is: no generation, and never dropped. */
  readonly isInPlace: boolean;
  /** False: the aliases could not be read, and the role is what is recorded. */
  readonly isSeen: boolean;
  /** Who brought users to it and away from it, newest first; it and notes: absent if not asked. */
  readonly moves?: readonly GenerationMove[];
  /** The newest first. */
  readonly notes?: readonly GenerationNote[];
}

/** A generation that is not there any more. */
export interface DroppedGeneration extends Pick<
  GenerationView,
  'index' | 'run' | 'runNumber' | 'createdAt' | 'liveFrom' | 'liveUntil' | 'isKeptCopy'
> {
  readonly droppedAt: string;
  /** Who retired it; null: the console itself, or it was gone. */
  readonly droppedBy: string | null;
}

/** One time that the console moved users to a generation, or away from it. */
export interface GenerationMove {
  readonly at: string;
  readonly is: 'came' | 'left';
  readonly kind: 'swap' | 'repair' | 'rollback';
  /** A person, or the run. */
  readonly by: string;
  readonly run: string | null;
}

/** What a person wrote about it. */
export interface GenerationNote {
  readonly at: string;
  readonly by: string;
  readonly text: string;
}

/** `unreadable`: as the contract says, and what it leads to is closed or red. */
export type AliasVerdict = 'matches' | 'missing' | 'different' | 'unreadable' | 'not-known';

/** What has the name of an alias. */
export interface ObservedAlias {
  /** Sorted; several where readers get more than one index. */
  readonly targets: readonly string[];
  /** In words; null: none. */
  readonly filter: string | null;
  /** As the search engine writes it, with numbers of people left out; null where it has none. */
  readonly filterText: string | null;
  /** False: an index holds the name. */
  readonly isAlias: boolean;
  /** Where searches are routed to; null: to all of the index. */
  readonly routing: string | null;
  /** What it carries beside its filter, in words; the contract names no such thing. */
  readonly settings: string | null;
}

/** One alias of the contract against what the search engine has, as scripts and pages get it. */
export interface AliasCheck {
  readonly name: string;
  readonly state: AliasVerdict;
  readonly expected: {
    /** The generation that readers should get; the name of its family while there is none. */
    readonly target: string;
    /** In words; null: none. */
    readonly filter: string | null;
  };
  /** Null: nothing of that name, or not known; `state` tells which. */
  readonly observed: ObservedAlias | null;
  /**
   * How the filters were compared: by what they mean or, where one cannot be read, by the documents
   * that they show. Also by what they mean where there was nothing to compare.
   */
  readonly comparedBy: 'meaning' | 'execution';
  /** Documents that readers get through it; null: not known. */
  readonly shows: number | null;
  /** Documents that the contract would show them; null: not known. */
  readonly shouldShow: number | null;
  /** The worst of the indexes that it leads to; null where there is none. */
  readonly health: IndexHealth | null;
  /** Every search through it fails, whatever it asks. */
  readonly searchFails: boolean;
  /** What is so, in one sentence. */
  readonly says: string;
}

/** What one of the users' pages shows. */
export type PageVerdict =
  | 'right'
  | 'error'
  | 'error-or-stale'
  | 'error-or-empty'
  | 'empty'
  | 'lists-everyone'
  | 'extra-rows'
  | 'rows-missing'
  | 'other-rows'
  | 'stale'
  | 'not-known';

/** What every page shows in one condition. */
export interface AffectedColumn {
  readonly key: string;
  /** The alias, index or stage that the condition is about; null: none in particular. */
  readonly name: string | null;
  /** The condition in words, after the name. */
  readonly says: string;
  /** In the order of the pages. */
  readonly verdicts: readonly PageVerdict[];
  /** Who cannot work; empty: nobody. */
  readonly harmed: readonly string[];
}

/** Who is affected: what the users' pages show now, and in the conditions known from incidents. */
export interface Affected {
  readonly pages: readonly {
    readonly key: string;
    readonly page: string;
    readonly tab: string | null;
    readonly reads: string | null;
  }[];
  readonly now: AffectedColumn;
  readonly conditions: readonly AffectedColumn[];
  /** What users see now, in sentences for support staff. */
  readonly says: readonly string[];
  /** The same for each alias that has drifted. */
  readonly byAlias: Readonly<Record<string, string>>;
}

/** An index that no run of this environment has made. */
export interface OtherIndex {
  readonly name: string;
  readonly documents: number | null;
  readonly bytes: number | null;
  readonly health: IndexHealth;
  readonly createdAt: string;
  /** The aliases that lead to it. */
  readonly aliases: readonly string[];
}

/** A stage that has not brought all of its records to the index that users read. */
export interface StageAhead {
  readonly stage: string;
  /** It has brought some of them. */
  readonly hasBegun: boolean;
}

/** An admin's edit of the contract. */
export interface ContractEdit {
  readonly version: number;
  readonly actor: string;
  readonly reason: string | null;
  readonly at: string;
  /** The one whose plan it was made from; null: not known. */
  readonly pipeline: { readonly name: string; readonly version: number } | null;
  /** False: the pipeline plans something else by now, and the next sync goes by that. */
  readonly isForNextSync: boolean;
}

/** An alias on one of our generations that the contract does not name. */
export interface UnexpectedAlias {
  readonly name: string;
  readonly target: string;
  /** In words; null: none. */
  readonly filter: string | null;
}

export interface IndexesView {
  readonly environment: string;
  readonly engine: 'database' | 'opensearch';
  /** Null: no run has settled yet, and the contract is what the sync plans. */
  readonly contractVersion: number | null;
  /** An admin's edit that is in force or that the next sync goes by; null: there is none. */
  readonly contractEdit: ContractEdit | null;
  readonly generations: readonly GenerationView[];
  /** Those of the last runs that were dropped, newest first; absent where it is not asked. */
  readonly dropped?: readonly DroppedGeneration[];
  readonly aliases: readonly AliasCheck[];
  /** What users read and what a run fills; not known of one that is not among them. */
  readonly generationChecks: readonly GenerationCheck[];
  /** Aliases on our generations that the contract does not name. */
  readonly unexpected: readonly UnexpectedAlias[];
  /** What users see because of it. */
  readonly affected: Affected;
  /** While an existing service fills the index that users read: what it has still to bring. */
  readonly ahead: readonly StageAhead[];
  /** What else the engine holds, as far as the console's account sees it. */
  readonly others: readonly OtherIndex[];
  /** Times at which an alias was not so, or nobody could tell, newest first, at most twenty. */
  readonly drifts: readonly DriftTime[];
  /**
   * The right that the console lacks where the engine does not let it see the aliases, in a
   * sentence; null: it does.
   */
  readonly refused: string | null;
  /** The same where the engine lists the aliases, and not all of the indexes or documents. */
  readonly uncounted: string | null;
  /** When the engine last responded; older than the page when the last try failed. */
  readonly asOf: string | null;
  readonly failedSince: string | null;
}

/** A time during which the contract monitor did not see something as it should be. */
export interface DriftTime {
  /** Both are null where the probe itself could not tell. */
  readonly alias: string | null;
  /** The index of a generation that was not made so. */
  readonly index: string | null;
  /** The contract does not name the alias. */
  readonly isUnexpected: boolean;
  /** Of its last form, as `says`. */
  readonly state: AliasVerdict;
  readonly says: string;
  /** When it was first seen, in whatever form; the probe before had not. */
  readonly since: string;
  /** Null: it goes on. */
  readonly until: string | null;
  /** The forms that it had before, the newest first: nobody saw it right in between. */
  readonly earlier: readonly { readonly says: string; readonly since: string }[];
}

/** Whom a difference of a generation from the contract concerns. */
export type Concerns = 'users' | 'writes' | 'nobody-yet';

/** One difference between how a generation is and what the contract says of it. */
export interface GenerationFinding {
  readonly about: 'mapping' | 'settings' | 'blocks';
  readonly concerns: Concerns;
  readonly says: string;
}

/** A generation that users read or a run fills, as scripts and pages get it. */
export interface GenerationCheck {
  readonly index: string;
  readonly base: string;
  readonly role: 'live' | 'building';
  readonly state: 'matches' | 'different' | 'not-known';
  readonly findings: readonly GenerationFinding[];
  /** Null: not known, or the search side has no such settings. */
  readonly observed: {
    readonly fields: number;
    readonly mostFields: number;
    readonly shards: number;
    readonly replicas: number;
    /** `1s`, `never`. */
    readonly refresh: string;
    readonly blocks: readonly string[];
  } | null;
  /** What is so, in one sentence. */
  readonly says: string;
}

/** What users read of it is not what the contract says. */
export const isHarmful = ({ role, findings }: GenerationCheck): boolean =>
  role === 'live' && findings.some(({ concerns }) => concerns === 'users');

/** Why what is shown of the search engine is old, by when it first was; null: it is not. */
export const searchFault = (failedSince: string | null | undefined): Fault | null =>
  failedSince == null ? null : { kind: 'unavailable', says: 'The search engine does not answer.' };

/** Readers do not get what they should. */
export const hasDrifted = ({ state }: AliasCheck): boolean =>
  state === 'missing' || state === 'different' || state === 'unreadable';

/**
 * Nothing of ours has ever been live: a console before its first settled sync, where an alias
 * cannot have drifted.
 */
export const isUnbuilt = ({
  generations,
}: {
  readonly generations: readonly { readonly role: GenerationRole | 'dropped' }[];
}): boolean => generations.every(({ role }) => role !== 'live' && role !== 'previous');

/**
 * A placeholder in a list query for the code of one designated body. A pipeline is plain data, so
 * a query for any body is written once.
 */
export const theBody = '{designated body}';

/** Whether one list query works for a designated body. */
export interface ListTrial {
  readonly environment: string;
  readonly list: string;
  readonly title: string;
  readonly alias: string;
  readonly body: string;
  readonly state: 'works' | 'fails' | 'not-known';
  readonly milliseconds: number;
  readonly documents: number | null;
  /** What the search engine says where it does not work. */
  readonly says: string | null;
}

// A code, and never the number of a doctor: addresses are written to logs.
const bodyCode = z
  .string()
  .regex(
    /^(?!\d{7}$)[A-Za-z0-9][A-Za-z0-9-]{0,19}$/,
    'is the code of a designated body, such as 1-1RSSQ05',
  );

export const ReadSeen = z.object({ body: bodyCode.optional() });
export const TryList = z.object({ list: z.string().min(1).max(40), body: bodyCode });

const environmentName = z.string().min(1).max(64);
const aliasName = z.string().min(1).max(255);

export const RepairAliases = Confirmation.extend({
  environment: environmentName,
  /** The only one to put right; all that are wrong when absent. */
  alias: aliasName.optional(),
  /** `key` of the preview that the person has seen; what it showed must still be so. */
  preview: z.string().max(64).optional(),
});
export type RepairAliases = z.infer<typeof RepairAliases>;

/** What a preview of a repair is asked in the address. */
export const PreviewRepair = z.object({ alias: aliasName.optional() });

/** One alias before and after what is previewed. */
export interface PreviewedMove {
  readonly alias: string;
  readonly before: {
    readonly targets: readonly string[];
    /** In words; null: none. */
    readonly filter: string | null;
    /** Documents that readers get; null: none can be read, or not known. */
    readonly documents: number | null;
  };
  readonly after: {
    readonly target: string;
    readonly filter: string | null;
    readonly documents: number | null;
  };
  /** What is wrong with it, in a sentence. */
  readonly says: string;
}

/** What a repair will do, before it is done. */
export interface RepairPreview {
  readonly environment: string;
  readonly moves: readonly PreviewedMove[];
  /** Indexes that have the name of an alias: copied first, then removed in the same request. */
  readonly copies: readonly { readonly index: string; readonly documents: number | null }[];
  /** The request that will be sent, for people who know the search engine. */
  readonly request: string;
  /** Names exactly what was seen and will be done. */
  readonly key: string;
}

/** A list query of a page that was run to see whether it works. */
export interface RunList {
  readonly name: string;
  readonly title: string;
  readonly page: string;
  readonly alias: string;
  /** Null: it does not work, or that is not known; `says` tells why. */
  readonly documents: number | null;
  readonly state: ListTrial['state'];
  readonly says: string | null;
}

export interface RepairOutcome {
  readonly environment: string;
  /** Aliases that were put right. */
  readonly repaired: readonly string[];
  readonly keptCopies: readonly { readonly of: string; readonly copy: string }[];
  /** Every alias of the contract, read back afterwards; none: they could not be read. */
  readonly aliases: readonly AliasCheck[];
  /** The list queries of the pages that read what was repaired, run afterwards. */
  readonly lists: readonly RunList[];
  readonly warnings: readonly string[];
}

const generationName = z.string().min(1).max(255);

export const RollBack = Confirmation.extend({
  environment: environmentName,
  /** A run whose indexes readers go back to (`local-12`), or one index. */
  to: generationName,
  /** `key` of the preview that the person has seen; what it showed must still be so. */
  preview: z.string().max(64).optional(),
});
export type RollBack = z.infer<typeof RollBack>;

/** What a preview of a roll back is asked in the address. */
export const PreviewRollBack = z.object({ to: generationName });

/** What a roll back will do, before it is done. */
export interface RollBackPreview {
  readonly environment: string;
  readonly to: string;
  readonly generations: readonly string[];
  readonly moves: readonly PreviewedMove[];
  /**
   * Documents written since readers came to what they use now, which they lose; null: it is not
   * known.
   */
  readonly loss: { readonly changed: number; readonly removed: number } | null;
  /** What becomes of aliases and filters that stay, or cannot be had again, a sentence each. */
  readonly notes: readonly string[];
  readonly request: string;
  readonly key: string;
}

export interface RollBackOutcome {
  readonly environment: string;
  readonly to: string;
  /** Base name to the index that readers use now. */
  readonly generations: Readonly<Record<string, string>>;
  /** Read back afterwards; none: they could not be read. */
  readonly aliases: readonly AliasCheck[];
  /** The lists of the pages that read them. */
  readonly lists: readonly RunList[];
  readonly warnings: readonly string[];
}
