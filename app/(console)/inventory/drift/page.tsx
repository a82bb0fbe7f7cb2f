import type { Metadata } from 'next';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { may } from '#lib/access/client.ts';
import { acceptObserved, driftList, driftQuery } from '#lib/inventory/client.ts';
import { listDrift } from '#lib/inventory/index.ts';
import { readList } from '#lib/kernel/list.ts';
import { inTurnOf } from '#lib/web/costly-read.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import type { PageProps } from '#lib/web/page-world.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { inFrame } from '../../../while-away.tsx';
import { DriftRegister } from './view.tsx';

export const metadata: Metadata = { title: 'Drift' };

export default guardPage(inFrame('drift'), async function Page({ searchParams }: PageProps) {
  const person = await requirePerson();
  const { request } = readList(driftList, await searchParams);
  const page = await inTurnOf(person, () => listDrift(consoleWorld(), request));
  const allowed = may(person, acceptObserved, null);
  return (
    <Seeded seeds={page.ok ? [[driftQuery(request).queryKey, page.value]] : []}>
      <DriftRegister notAllowed={allowed.ok ? null : allowed.fault.says} />
    </Seeded>
  );
});
