/** The contract as people change it. */
import { z } from 'zod';
import { largestVersion } from '#lib/kernel/storable.ts';
import { Confirmation } from '#lib/kernel/confirmation.ts';
import type { ContractEdit } from '../model.ts';

const environmentName = z.string().min(1).max(64);
const aliasName = z.string().min(1).max(255);

/** What a contract says of one alias. */
export interface ContractTerms {
  /** The family that it follows. */
  readonly target: string;
  /** In words; null: none. */
  readonly filter: string | null;
}

/** One alias in two contracts; null on the side that does not name it. */
export interface ContractDifference {
  readonly alias: string;
  readonly before: ContractTerms | null;
  readonly after: ContractTerms | null;
}

/** One alias in a contract that is about to be saved. */
export interface PreviewedAlias extends ContractDifference {
  readonly isChanged: boolean;
  /** Documents that readers get through it now; null: there is none of that name, or not known. */
  readonly shows: number | null;
  /** The same once it is led as the new contract says; null: it is not named, or not known. */
  readonly wouldShow: number | null;
}

/** What a new contract changes, before it is saved. No alias moves by it. */
export interface ContractPreview {
  readonly environment: string;
  /** The one in force, that it would replace; 0: none was saved yet. */
  readonly version: number;
  readonly aliases: readonly PreviewedAlias[];
  /** What else to know, in sentences. */
  readonly notes: readonly string[];
}

export interface ContractOutcome {
  readonly environment: string;
  /** The one in force now. */
  readonly version: number;
  readonly differences: readonly ContractDifference[];
}

export interface ContractVersion {
  readonly version: number;
  /** `edit`: by an admin; `reset`: back to the pipeline’s own. */
  readonly kind: 'run' | 'rollback' | 'edit' | 'reset';
  /** A person, or a run. */
  readonly actor: string;
  readonly reason: string | null;
  readonly at: string;
  /** From the version before it; empty: of the first one, or where only who decided is new. */
  readonly differences: readonly ContractDifference[];
}

/** The contract as people edit it. */
export interface ContractView {
  readonly environment: string;
  /** 0: none was saved yet, and it is what the pipeline plans. */
  readonly version: number;
  /** The text, line by line: a terminal prints no break that came with a text. */
  readonly lines: readonly string[];
  readonly pipeline: string | null;
  /** Families that an alias can follow. */
  readonly families: readonly string[];
  readonly edit: ContractEdit | null;
  /** The newest first, at most thirty. */
  readonly versions: readonly ContractVersion[];
}

/** The text of a contract as it is edited and sent. */
export const contractText = ({ lines }: Pick<ContractView, 'lines'>): string =>
  `${lines.join('\n')}\n`;

/** In characters. */
export const longestContract = 50_000;
/**
 * Keys, values and lines: a hundred aliases with long filters have less, and brackets without
 * anything in them could be five times as many.
 */
export const mostOfContract = 5_000;

const contractWritten = z
  .string()
  .min(1, 'Write the contract.')
  .max(longestContract, 'A contract has at most 50,000 characters.');
/** The version that a text was made from; the one that it names itself when absent. */
const madeFrom = z
  .number()
  .int()
  .min(0, 'Give the number of the version that it was made from: 0 or more.')
  .max(largestVersion)
  .optional();

/** Absent text: the pipeline's own contract. */
export const PreviewContract = z.object({
  environment: environmentName,
  text: contractWritten.optional(),
  version: madeFrom,
});
export type PreviewContract = z.infer<typeof PreviewContract>;

export const EditContract = Confirmation.extend({
  environment: environmentName,
  text: contractWritten,
  version: madeFrom,
});
export type EditContract = z.infer<typeof EditContract>;

export const ResetContract = Confirmation.extend({
  environment: environmentName,
  version: madeFrom,
});
export type ResetContract = z.infer<typeof ResetContract>;

/** What a preview of accepting or removing an alias is asked in the address. */
export const PreviewUnexpected = z.object({ alias: aliasName });

const UnexpectedCommand = Confirmation.extend({
  environment: environmentName,
  alias: aliasName,
  /** `key` of the preview that the person has seen; what it showed must still be so. */
  preview: z.string().max(64).optional(),
});

export const AcceptAlias = UnexpectedCommand;
export type AcceptAlias = z.infer<typeof AcceptAlias>;

export const RemoveAlias = UnexpectedCommand;
export type RemoveAlias = z.infer<typeof RemoveAlias>;

/** An alias that the contract does not name, before somebody decides what becomes of it. */
export interface UnexpectedPreview {
  readonly environment: string;
  readonly alias: string;
  /** The indexes that it leads to. */
  readonly targets: readonly string[];
  readonly filter: string | null;
  /** What readers get through it; null: not known. */
  readonly documents: number | null;
  /** What else to know, in sentences. */
  readonly notes: readonly string[];
  /** Names exactly what was seen. */
  readonly key: string;
}

export interface AcceptPreview extends UnexpectedPreview {
  /** The family that it would follow. */
  readonly follows: string;
}

export interface RemovePreview extends UnexpectedPreview {
  /** The request that will be sent, for people who know the search engine. */
  readonly request: string;
}

export interface RemoveOutcome {
  readonly environment: string;
  readonly alias: string;
  readonly warnings: readonly string[];
}
