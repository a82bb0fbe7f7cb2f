import type { Metadata } from 'next';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { environmentsQuery } from '#lib/inventory/client.ts';
import { comparedEstate, showEnvironments } from '#lib/inventory/index.ts';
import { inTurnOf } from '#lib/web/costly-read.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import type { PageProps } from '#lib/web/page-world.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { inFrame } from '../../../while-away.tsx';
import { EnvironmentsPage } from './view.tsx';

export const metadata: Metadata = { title: 'Environments side by side' };

export default guardPage(
  inFrame('environments side by side'),
  async function Page({ searchParams }: PageProps) {
    const person = await requirePerson();
    const asked = comparedEstate.safeParse(await searchParams);
    const { estate } = asked.success ? asked.data : comparedEstate.parse({});
    const view = await inTurnOf(person, () => showEnvironments(consoleWorld(), estate));
    return (
      <Seeded seeds={view.ok ? [[environmentsQuery(estate).queryKey, view.value]] : []}>
        <EnvironmentsPage />
      </Seeded>
    );
  },
);
