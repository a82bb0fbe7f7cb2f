import type { Metadata } from 'next';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { readList } from '#lib/kernel/list.ts';
import { serviceList, servicesQuery } from '#lib/status/client.ts';
import { listServices, readStatusTime } from '#lib/status/index.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import type { PageProps } from '#lib/web/page-world.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { inFrame } from '../../../while-away.tsx';
import { StatusPage } from './view.tsx';

export const metadata: Metadata = { title: 'Status' };

export default guardPage(inFrame('status'), async function Page({ searchParams }: PageProps) {
  await requirePerson();
  const texts = await searchParams;
  const time = readStatusTime(texts['time']);
  const { request } = readList(serviceList, texts);
  const view = await listServices(consoleWorld(), { ...request, time });
  return (
    <Seeded seeds={[[servicesQuery(request, time).queryKey, view]]}>
      <StatusPage time={time} />
    </Seeded>
  );
});
