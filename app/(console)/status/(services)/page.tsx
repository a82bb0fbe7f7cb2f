import type { Metadata } from 'next';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { statusQuery } from '#lib/status/client.ts';
import { getStatus, StatusInput } from '#lib/status/index.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import type { PageProps } from '#lib/web/page-world.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { inFrame } from '../../../while-away.tsx';
import { StatusPage } from './view.tsx';

export const metadata: Metadata = { title: 'Status' };

export default guardPage(inFrame('status'), async function Page({ searchParams }: PageProps) {
  await requirePerson();
  const asked = StatusInput.safeParse({ time: (await searchParams)['time'] });
  // An address that names another time shows the usual one.
  const { time } = asked.success ? asked.data : StatusInput.parse({});
  const view = await getStatus(consoleWorld(), time);
  return (
    <Seeded seeds={[[statusQuery(time).queryKey, view]]}>
      <StatusPage time={time} />
    </Seeded>
  );
});
