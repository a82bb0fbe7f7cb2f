import type { Metadata } from 'next';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { may } from '#lib/access/client.ts';
import {
  allowListsQuery,
  blueGreenQuery,
  changeAllowLists,
  recordTransitions,
  seeAllowedAddresses,
} from '#lib/inventory/client.ts';
import { showAllowLists, showBlueGreen } from '#lib/inventory/index.ts';
import { inTurnOf } from '#lib/web/costly-read.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { inFrame } from '../../../while-away.tsx';
import { BlueGreenPage } from './view.tsx';

export const metadata: Metadata = { title: 'Blue and green' };

export default guardPage(inFrame('blue and green'), async function Page() {
  const person = await requirePerson();
  const world = consoleWorld();
  const [view, lists] = await inTurnOf(person, () =>
    Promise.all([showBlueGreen(world), showAllowLists(world, person)]),
  );
  const whyNot = (permission: typeof recordTransitions): string | null => {
    const allowed = may(person, permission, null);
    return allowed.ok ? null : allowed.fault.says;
  };
  return (
    <Seeded
      seeds={[
        ...(view.ok ? [[blueGreenQuery.queryKey, view.value] as const] : []),
        ...(lists.ok ? [[allowListsQuery.queryKey, lists.value] as const] : []),
      ]}
    >
      <BlueGreenPage
        notAllowed={{ record: whyNot(recordTransitions), allowLists: whyNot(changeAllowLists) }}
        seesAddresses={whyNot(seeAllowedAddresses) === null}
      />
    </Seeded>
  );
});
