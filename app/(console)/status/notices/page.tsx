import type { Metadata } from 'next';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { may } from '#lib/access/client.ts';
import { routesQuery, sendTestNotice } from '#lib/notify/client.ts';
import { listRoutes } from '#lib/notify/index.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { inFrame } from '../../../while-away.tsx';
import { NoticesPage } from './view.tsx';

export const metadata: Metadata = { title: 'Notices' };

export default guardPage(inFrame('notices'), async function Page() {
  const person = await requirePerson();
  const world = consoleWorld();
  const allowed = may(person, sendTestNotice, world.environment);
  return (
    <Seeded seeds={[[routesQuery.queryKey, await listRoutes(world)]]}>
      <NoticesPage mayNotTest={allowed.ok ? null : allowed.fault.says} />
    </Seeded>
  );
});
