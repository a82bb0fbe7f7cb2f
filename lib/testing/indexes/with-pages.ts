import { theBody } from '#lib/indexes/model.ts';
import type { PlannedContract, UsersPage } from '#lib/indexes/index.ts';
import { and, equals, not, or } from '#lib/platform/search/conditions.ts';
import type { IndexesWorld } from './indexes-world.ts';

const page = { tab: null, beforeStage: {}, isMadeWhenMissing: false, harmed: 'admins' } as const;

/** The contract of the world, with two pages that read it. */
export const withPages = ({ base, contract }: IndexesWorld): PlannedContract => ({
  ...contract,
  pages: [
    {
      ...page,
      page: 'Connections',
      reads: `${base}_connections`,
      withoutFilter: 'lists-everyone',
      lists: [
        {
          name: 'connections',
          title: 'Connections',
          where: and(not(equals('membershipType', 'MILITARY')), equals('designatedBody', theBody)),
        },
      ],
    },
    {
      ...page,
      page: 'Discrepancies',
      reads: `${base}_discrepancies`,
      withoutFilter: 'lists-everyone',
      lists: [
        {
          name: 'discrepancies',
          title: 'Discrepancies',
          where: or(equals('designatedBody', theBody), equals('tcsDesignatedBody', theBody)),
        },
      ],
    },
  ] satisfies UsersPage[],
});
