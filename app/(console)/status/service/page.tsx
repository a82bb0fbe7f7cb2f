import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { serviceQuery } from '#lib/status/client.ts';
import { readStatusTime, ServiceInput, showService } from '#lib/status/index.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import type { PageProps } from '#lib/web/page-world.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { inFrame } from '../../../while-away.tsx';
import { ServicePage } from './view.tsx';

export const metadata: Metadata = { title: 'Service' };

/** Says 404 before it streams anything, so there is no loading.tsx here. */
export default guardPage(inFrame('service'), async function Page({ searchParams }: PageProps) {
  await requirePerson();
  const texts = await searchParams;
  const time = readStatusTime(texts['time']);
  const asked = ServiceInput.safeParse({ id: texts['id'], time });
  const found = asked.success ? await showService(consoleWorld(), asked.data) : null;
  if (found?.ok !== true) notFound();
  const view = found.value;
  return (
    <Seeded seeds={[[serviceQuery(view.probe.id, time).queryKey, view]]}>
      <ServicePage service={view} />
    </Seeded>
  );
});
