/**
 * The sync that the existing services run among themselves today (profile E,
 * `docs/sync-contract.md` 1.2): the Integration service empties one index and fills it again
 * in place, under three aliases.
 */
import type { UsersPage } from '#lib/indexes/index.ts';
import { and, anyOfNested, equals, missing, not, or } from '#lib/platform/search/conditions.ts';
import type { ObservedStage, Pipeline } from '../pipeline.ts';
import { documentedAliases, documentedIndexes } from './documented-indexes.ts';
import { documentedPages } from './documented-pages.ts';

const base = 'masterdoctorindex';
const recommendations = 'recommendations';

const stages: readonly ObservedStage[] = [
  {
    kind: 'observed',
    name: 'trainees',
    title: 'Trainees',
    participant: 'tcs',
    queues: ['reval.queue.connection.syncstart', 'reval.queue.connection.syncdata'],
    marks: not(missing('tcsPersonId')),
    isNeeded: true,
  },
  {
    kind: 'observed',
    name: 'doctors',
    title: 'GMC doctors',
    participant: 'recommendation',
    queues: [
      'reval.queue.recommendation.syncstart',
      'reval.queue.revalidationsummary.essync.integration',
    ],
    // A trainee that is sent again wipes the body of a doctor, and no other field tells
    // (`docs/sync-contract.md` 3.3). A doctor whom the GMC does not know has none.
    marks: and(
      not(missing('existsInGmc')),
      or(equals('existsInGmc', false), not(missing('designatedBody'))),
    ),
    isNeeded: true,
  },
  {
    kind: 'observed',
    name: 'connection-logs',
    title: 'Connection logs',
    participant: 'connection',
    queues: [
      'reval.queue.connectionlog.essyncstart.connection',
      'reval.queue.connectionlog.essyncdata.integration',
    ],
    marks: not(missing('updatedBy')),
    isNeeded: false,
  },
  {
    kind: 'observed',
    name: 'hidden-discrepancies',
    title: 'Hidden discrepancies',
    participant: 'connection',
    queues: [
      'reval.queue.hiddendiscrepancy.essyncstart.connection',
      'reval.queue.hiddendiscrepancy.essyncdata.integration',
    ],
    marks: anyOfNested('hiddenDiscrepancies', not(missing('gmcId'))),
    isNeeded: false,
  },
];

/** What users see while it goes on: every page of it reads the index that is being filled. */
function pageNow(page: UsersPage): UsersPage {
  if (page.page === 'Connections')
    return {
      ...page,
      // The index is made without the fields that the filter compares.
      ...(page.tab === 'Discrepancies' && { whenEmpty: 'error-or-empty' as const }),
      beforeStage:
        page.tab === 'Discrepancies'
          ? { ...page.beforeStage, 'hidden-discrepancies': 'extra-rows' }
          : page.tab === 'Hidden discrepancies'
            ? { ...page.beforeStage, 'hidden-discrepancies': 'empty' }
            : page.beforeStage,
    };
  if (page.reads !== 'recommendationindex') return page;
  return { ...page, reads: recommendations, beforeStage: { doctors: 'empty' } };
}

export const current: Pipeline = {
  name: 'current',
  version: 1,
  title: 'As the existing services run it: one index, emptied and filled again in place',
  indexes: documentedIndexes.filter((index) => index.base === base),
  aliases: [
    ...documentedAliases.filter(({ name, target }) => target === base && name !== base),
    { name: recommendations, target: base, filter: null },
  ].map((alias) => ({ ...alias, isInPlace: true })),
  stages,
  pages: documentedPages
    .filter(({ page }) => page !== 'Connections of the earlier services')
    .map(pageNow),
};
