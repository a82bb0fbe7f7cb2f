/**
 * The users' pages of profiles B and C, what they read, and their list queries
 * (`docs/sync-contract.md` 3.5, 3.6, 3.7).
 */
import { theBody } from '#lib/indexes/model.ts';
import type { ListQuery, UsersPage } from '#lib/indexes/index.ts';
import { and, anyOfNested, equals, not, or } from '#lib/platform/search/conditions.ts';

const isOther = and(
  not(equals('membershipType', 'MILITARY')),
  not(equals('placementGrade', '279')),
);
const isHidden = anyOfNested('hiddenDiscrepancies', equals('hiddenForDesignatedBodyCode', theBody));

const connections: ListQuery = {
  name: 'current-connections',
  title: 'Current connections',
  where: and(isOther, equals('designatedBody', theBody)),
};
const readyToConnect: ListQuery = {
  name: 'ready-to-connect',
  title: 'Discrepancies, ready to connect',
  where: and(isOther, equals('tcsDesignatedBody', theBody), not(isHidden)),
};
const readyToDisconnect: ListQuery = {
  name: 'ready-to-disconnect',
  title: 'Discrepancies, ready to disconnect',
  where: and(isOther, equals('designatedBody', theBody), not(isHidden)),
};
const discrepancies: ListQuery = {
  name: 'discrepancies',
  title: 'Discrepancies, all',
  where: and(
    isOther,
    or(equals('designatedBody', theBody), equals('tcsDesignatedBody', theBody)),
    not(isHidden),
  ),
};
const hidden: ListQuery = {
  name: 'hidden-discrepancies',
  title: 'Hidden discrepancies',
  where: and(isOther, isHidden),
};
const allDoctors: ListQuery = {
  name: 'all-doctors',
  title: 'All doctors',
  where: and(equals('designatedBody', theBody), equals('existsInGmc', true)),
};
const underNotice: ListQuery = {
  name: 'under-notice',
  title: 'Under notice',
  where: and(
    equals('underNotice', 'YES'),
    equals('designatedBody', theBody),
    equals('existsInGmc', true),
  ),
};

const page = (
  given: Pick<UsersPage, 'page' | 'reads' | 'harmed'> & Partial<UsersPage>,
): UsersPage => ({
  tab: null,
  beforeStage: {},
  withoutFilter: 'lists-everyone',
  isMadeWhenMissing: false,
  lists: [],
  ...given,
});

const resolvers = 'admins who resolve discrepancies';
const approvers = 'approvers (GMC submission dates are at risk)';
const derived = { 'derived-indexes': 'empty' } as const;

export const documentedPages: readonly UsersPage[] = [
  page({
    page: 'Connections',
    tab: 'Current connections',
    reads: 'current_connections',
    beforeStage: { doctors: 'empty' },
    // Its query asks for the doctors of one body, and most of them are in GMC.
    withoutFilter: 'extra-rows',
    harmed: 'admins of connected doctors',
    lists: [connections],
  }),
  page({
    page: 'Connections',
    tab: 'Discrepancies',
    reads: 'discrepancies',
    beforeStage: { doctors: 'lists-everyone' },
    harmed: resolvers,
    lists: [discrepancies, readyToConnect, readyToDisconnect],
  }),
  page({
    page: 'Connections',
    tab: 'Hidden discrepancies',
    reads: 'discrepancies',
    beforeStage: { doctors: 'empty' },
    withoutFilter: 'extra-rows',
    harmed: resolvers,
    lists: [hidden],
  }),
  ...(
    [
      ['Connected', 'connectedindex'],
      ['Disconnected', 'disconnectedindex'],
      ['Exceptions', 'exceptionindex'],
    ] as const
  ).map(([tab, reads]) =>
    page({
      page: 'Connections of the earlier services',
      tab,
      reads,
      beforeStage: derived,
      harmed: 'admins of connected doctors',
    }),
  ),
  page({
    page: 'Recommendations',
    tab: 'All doctors',
    reads: 'recommendationindex',
    beforeStage: derived,
    isMadeWhenMissing: true,
    harmed: approvers,
    lists: [allDoctors],
  }),
  page({
    page: 'Recommendations',
    tab: 'Under notice',
    reads: 'recommendationindex',
    beforeStage: derived,
    isMadeWhenMissing: true,
    harmed: approvers,
    lists: [underNotice],
  }),
  page({
    page: 'Recommendations',
    tab: 'Autocomplete',
    reads: 'recommendationindex',
    beforeStage: derived,
    isMadeWhenMissing: true,
    harmed: approvers,
  }),
  page({
    page: 'Concerns',
    reads: 'recommendationindex',
    beforeStage: derived,
    isMadeWhenMissing: true,
    harmed: 'admins who follow concerns',
  }),
  page({
    page: 'Failed GMC updates, detail pages',
    reads: null,
    harmed: 'nobody',
  }),
];
