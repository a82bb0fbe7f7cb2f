import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { Candidates } from '#components/inventory/candidates.tsx';
import { itemHref } from '#components/inventory/words.ts';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { may } from '#lib/access/client.ts';
import {
  dependenciesQuery,
  firstReached,
  changeInventory,
  itemQuery,
} from '#lib/inventory/client.ts';
import { candidatesOf, showItemWithDependencies, showRemoved } from '#lib/inventory/index.ts';
import { inTurnOf } from '#lib/web/costly-read.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { environmentsInInventory } from '../../in-inventory.ts';
import { keyOf } from '../address.ts';
import { inFrame } from '../../../while-away.tsx';
import { ItemPage, RemovedPage } from './view.tsx';

interface ItemPageProps {
  readonly params: Promise<{ readonly item: readonly string[] }>;
}

/** By its key: a title waits for no database. */
export async function generateMetadata({ params }: ItemPageProps): Promise<Metadata> {
  return { title: keyOf((await params).item) ?? 'Inventory' };
}

/** Says 404 before it streams anything, so there is no loading.tsx here. */
export default guardPage(inFrame('inventory item'), async function Page({ params }: ItemPageProps) {
  const person = await requirePerson();
  const key = keyOf((await params).item);
  if (key === null) notFound();
  const world = consoleWorld();
  const found = await inTurnOf(person, () =>
    showItemWithDependencies(world, { key, most: firstReached }),
  );
  const allowed = may(person, changeInventory, null);
  const notAllowed = allowed.ok ? null : allowed.fault.says;
  if (!found.ok) {
    const removed = await inTurnOf(person, () => showRemoved(world, key));
    const candidates = candidatesOf(found.fault);
    if (removed === null && candidates.length > 0)
      return (
        <Candidates
          title={`${key}: several things are called so`}
          says="In the address each of them is named by its key."
          keys={candidates}
          hrefOf={itemHref}
        />
      );
    if (removed === null) notFound();
    return <RemovedPage removed={removed} notAllowed={notAllowed} />;
  }
  // A key of before, or a name: the address is that of the key.
  const { item, dependencies } = found.value;
  if (item.key !== key) redirect(itemHref(item.key));
  const named = item.type === 'environment' ? await environmentsInInventory() : [];
  const syncsOf = named.filter(({ found: environment }) => environment?.key === key);
  return (
    <Seeded
      seeds={[
        [itemQuery(key).queryKey, item],
        [dependenciesQuery(key).queryKey, dependencies],
      ]}
    >
      <ItemPage key={key} itemKey={key} syncsOf={syncsOf} notAllowed={notAllowed} />
    </Seeded>
  );
});
