/** What a file wants of the inventory, item by item, before it is held against what is there. */
import type { z } from 'zod';
import type { ItemSnapshot } from '../changes/snapshot.ts';
import {
  ComponentId,
  EnvironmentName,
  EstateId,
  partsOfKey,
  type ItemType,
  type Source,
} from '../model.ts';
import type { FileComplaint } from './complaint.ts';

export type FilePlace = Pick<FileComplaint, 'place' | 'at' | 'column'>;

export interface WantedItem {
  readonly key: string;
  /** Where the first text of it is of which that is so, as far as the file tells. */
  readonly whereOf: (isMeant?: (text: string) => boolean) => FilePlace;
  /** Keys that it may have until now. */
  readonly was: readonly string[];
  /** Keys of other ends, to be looked for among all that there is. */
  readonly ends: readonly { readonly to: string; readonly place: FilePlace }[];
  /**
   * Whole, made from what is there, which is null where there is nothing yet; null: it goes. What
   * cannot be made is complained of.
   */
  readonly make: (
    before: ItemSnapshot | null,
    complain: (complaint: FileComplaint) => void,
  ) => ItemSnapshot | null;
}

/** Something that the file says has another name from now on, in each of its environments. */
export interface WantedRename {
  readonly place: FilePlace;
  readonly pairs: readonly { readonly was: string; readonly key: string }[];
}

export interface WantedSource {
  readonly estate: string;
  readonly source: Source;
}

export interface Wanted {
  /** Of these the file has all that there is. */
  readonly wholeEstates: readonly string[];
  readonly items: readonly WantedItem[];
  readonly renames: readonly WantedRename[];
  readonly sources: readonly WantedSource[];
}

export interface KeyParts {
  readonly type: ItemType;
  readonly estate: string;
  readonly component: string | null;
  readonly environment: string | null;
}

const isOne = (schema: z.ZodType, text: string): boolean => schema.safeParse(text).data === text;

/** Null: no key. */
export function readKey(key: string): KeyParts | null {
  const { estate, component, environment } = partsOfKey(key);
  const isKey =
    isOne(EstateId, estate) &&
    (component === null || isOne(ComponentId, component)) &&
    (environment === null || isOne(EnvironmentName, environment));
  if (!isKey) return null;
  const type = component !== null ? 'component' : environment !== null ? 'environment' : 'estate';
  return { type, estate, component, environment };
}
