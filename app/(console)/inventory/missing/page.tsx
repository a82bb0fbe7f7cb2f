import type { Metadata } from 'next';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { missingQuery } from '#lib/inventory/client.ts';
import { listMissing } from '#lib/inventory/index.ts';
import { inTurnOf } from '#lib/web/costly-read.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { inFrame } from '../../../while-away.tsx';
import { MissingPage } from './view.tsx';

export const metadata: Metadata = { title: 'What is not recorded' };

export default guardPage(inFrame('what is not recorded'), async function Page() {
  const person = await requirePerson();
  const gaps = await inTurnOf(person, () => listMissing(consoleWorld(), null));
  return (
    <Seeded seeds={gaps.ok ? [[missingQuery.queryKey, gaps.value]] : []}>
      <MissingPage />
    </Seeded>
  );
});
