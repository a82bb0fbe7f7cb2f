/** What an import is asked, and what it answers. Pure, and safe in a browser. */
import { z } from 'zod';
import { Confirmation } from '#lib/kernel/confirmation.ts';
import { recordOf } from '#lib/kernel/record-of.ts';
import { largestVersion } from '#lib/kernel/storable.ts';
import type { Fact, Source } from '../model.ts';
import type { FileComplaint } from './complaint.ts';
import { fileTooLarge, largestFileBytes } from './decode-file.ts';
import type { SuggestedRename } from './suggest-renames.ts';
import { inventoryReason } from '../secrets.ts';

export const exchangeFormats = ['yaml', 'csv'] as const;
export type ExchangeFormat = (typeof exchangeFormats)[number];

const { typedName } = Confirmation.shape;
const format = z.enum(exchangeFormats, 'Choose yaml or csv.');
const key = z.string().min(1).max(300);
/** More than a file can have, at a hundred bytes each. */
const mostItems = 20_000;

/** What is exported: one estate, or all without it. */
export const ExportQuestion = z.object({ format, estate: key.optional() });
export type ExportQuestion = z.infer<typeof ExportQuestion>;

export const PreviewImport = z.object({
  format,
  text: z
    .string('Send the text of the file.')
    .refine((text) => new TextEncoder().encode(text).length <= largestFileBytes, fileTooLarge),
  /** Whether what whole estates lack goes. */
  isRemoving: z.boolean().default(false),
  /** New keys, each with the key of what it is another name of. */
  renames: recordOf(key, key, mostItems).default({}),
});
export type PreviewImport = z.infer<typeof PreviewImport>;

/** The number of an item in the inventory, and the version of it that the preview has shown. */
const seen = recordOf(
  z.string().regex(/^\d{1,15}$/),
  z.int().min(0).max(largestVersion),
  mostItems,
);

export const ApplyImport = PreviewImport.extend({
  reason: inventoryReason('Say why.'),
  seen,
  /** As the preview gave it. */
  fingerprint: z.string().max(100),
  /** Each of the names that the preview wants typed. */
  typedNames: z.array(typedName.unwrap()).max(100).default([]),
});
export type ApplyImport = z.infer<typeof ApplyImport>;

/** What is said of one part of an item; null on a side: there is none. */
export type PreviewLine =
  | {
      readonly part: 'own';
      readonly label: string;
      readonly before: string | null;
      readonly after: string | null;
    }
  | {
      readonly part: 'fact';
      readonly label: string;
      readonly before: Fact | null;
      readonly after: Fact | null;
    }
  | {
      readonly part: 'relation';
      readonly label: string;
      readonly before: { readonly source: string; readonly note: string | null } | null;
      readonly after: { readonly source: string; readonly note: string | null } | null;
    };

export interface PreviewItem {
  readonly does: 'added' | 'changed' | 'renamed' | 'removed';
  readonly key: string;
  /** Of what gets another name: the one until now. */
  readonly was: string | null;
  readonly name: string;
  readonly kindTitle: string;
  readonly lines: readonly PreviewLine[];
}

export interface PreviewSource {
  readonly estate: string;
  readonly id: string;
  readonly before: Source | null;
  readonly after: Source;
}

export interface ImportCounts {
  readonly added: number;
  readonly changed: number;
  readonly renamed: number;
  readonly removed: number;
  readonly unchanged: number;
}

export interface ImportPreview {
  /** What is wrong with the file; where there is anything, nothing else is known. */
  readonly complaints: readonly FileComplaint[];
  readonly moreComplaints: number;
  readonly counts: ImportCounts;
  readonly items: readonly PreviewItem[];
  readonly sources: readonly PreviewSource[];
  /** Keys of what whole estates lack, which stays until a person says that it goes. */
  readonly kept: readonly string[];
  readonly suggestions: readonly SuggestedRename[];
  /** Relations of others that go with what is removed. */
  readonly lost: readonly { readonly from: string; readonly kind: string; readonly to: string }[];
  /** Why it cannot be done as it is, in sentences. */
  readonly obstacles: readonly string[];
  /** The versions that this was made from, to be sent with the import. */
  readonly seen: Readonly<Record<string, number>>;
  /** Of what it shows besides: what is new, sources, and relations that go; sent with it too. */
  readonly fingerprint: string;
  /** Of production environments in which it removes something, or that are none any more. */
  readonly namesToType: readonly string[];
}

export interface ImportOutcome {
  readonly estates: readonly string[];
  readonly counts: ImportCounts;
  /** Sources that were added or changed. */
  readonly sources: number;
  /** What was decided together, in the history. */
  readonly batch: string;
  /** Keys by now, the first hundred; of what was removed until now. */
  readonly keys: readonly string[];
}
