import type { Database } from '#lib/platform/database/database.ts';
import { retentionOf, type Retention } from '#lib/platform/database/retention.ts';

const kept = [
  {
    what: 'deliveries of notices',
    table: 'notice_delivery',
    where: `state <> 'waiting' and ended_at < now() - interval '30 days'`,
  },
  {
    what: 'notices',
    table: 'notice',
    where: `routed_at < now() - interval '30 days' and not exists (
      select 1 from notice_delivery d where d.notice_id = notice.id)`,
  },
  {
    what: 'groups of notices',
    table: 'notice_group',
    where: `not is_open and last_at < now() - interval '30 days'`,
  },
] as const;

export const notifyRetentions = (database: Database): readonly Retention[] =>
  kept.map((one) => retentionOf(database, one));
