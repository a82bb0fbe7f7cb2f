import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { readList } from '#lib/kernel/list.ts';
import { parseRunName, recordList, recordsQuery } from '#lib/sync/client.ts';
import { findRun, listRecords } from '#lib/sync/index.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import type { PageProps } from '#lib/web/page-world.ts';
import { environmentWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { environmentOfRun } from '../../commands.ts';
import { RecordsPage } from './view.tsx';
import { inFrame } from '../../../../while-away.tsx';

interface RecordsPageProps extends PageProps {
  readonly params: Promise<{ readonly run: string }>;
}

export async function generateMetadata({ params }: RecordsPageProps): Promise<Metadata> {
  const parsed = parseRunName((await params).run);
  return { title: parsed === null ? 'No such run' : `Records of run ${parsed.number}` };
}

export default guardPage(
  inFrame('records'),
  async function Page({ params, searchParams }: RecordsPageProps) {
    await requirePerson();
    const name = (await params).run;
    const world = environmentWorld(environmentOfRun(name));
    const run = world.ok ? await findRun(world.value, name) : null;
    if (!world.ok || run === null) notFound();
    const { request } = readList(recordList, await searchParams);
    const records = await listRecords(world.value, name, request);
    const { queryKey } = recordsQuery(name, run.endedAt !== null, request);
    return (
      <Seeded seeds={records.ok ? [[queryKey, records.value]] : []}>
        <RecordsPage run={run} />
      </Seeded>
    );
  },
);
