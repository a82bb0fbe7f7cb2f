import type { Affected, PlannedContract } from '#lib/indexes/index.ts';
import { whoIsAffected } from '#lib/indexes/pages/who-is-affected.ts';

/** What each page of a pipeline shows in the conditions known from incidents. */
export const knownConditionsOf = ({
  pages,
  aliases,
}: Pick<PlannedContract, 'pages' | 'aliases'>): Pick<Affected, 'pages' | 'conditions'> =>
  whoIsAffected({ pages, aliases, checks: [], ahead: [], isUnbuilt: false });
