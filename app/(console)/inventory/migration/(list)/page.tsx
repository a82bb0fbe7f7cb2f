import type { Metadata } from 'next';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { migrationItemsQuery, migrationList, migrationQuery } from '#lib/inventory/client.ts';
import { showMigrationPage } from '#lib/inventory/index.ts';
import { readList } from '#lib/kernel/list.ts';
import { inTurnOf } from '#lib/web/costly-read.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import type { PageProps } from '#lib/web/page-world.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { inFrame } from '../../../../while-away.tsx';
import { MigrationPage } from './view.tsx';

export const metadata: Metadata = { title: 'Migration to AWS' };

export default guardPage(
  inFrame('the migration to AWS'),
  async function Page({ searchParams }: PageProps) {
    const person = await requirePerson();
    const { request } = readList(migrationList, await searchParams);
    const { view, page } = await inTurnOf(person, () => showMigrationPage(consoleWorld(), request));
    return (
      <Seeded
        seeds={[
          [migrationQuery.queryKey, view],
          [migrationItemsQuery(request).queryKey, page],
        ]}
      >
        <MigrationPage />
      </Seeded>
    );
  },
);
