import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { may } from '#lib/access/client.ts';
import { changeInventory } from '#lib/inventory/client.ts';
import { moveQuestion, showMoveForm } from '#lib/inventory/index.ts';
import { inTurnOf } from '#lib/web/costly-read.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { firstOf, type PageProps } from '#lib/web/page-world.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { inFrame } from '../../../../while-away.tsx';
import { MovePage } from './view.tsx';

export const metadata: Metadata = { title: 'Record a move' };

/** Says 404 before it streams anything, so there is no loading.tsx here. */
export default guardPage(
  inFrame('the record of a move'),
  async function Page({ searchParams }: PageProps) {
    const person = await requirePerson();
    const asked = moveQuestion.safeParse({ item: firstOf((await searchParams)['item']) });
    const view = asked.success
      ? await inTurnOf(person, () => showMoveForm(consoleWorld(), asked.data.item))
      : null;
    if (view?.ok !== true) notFound();
    const allowed = may(person, changeInventory, null);
    return <MovePage view={view.value} whyNot={allowed.ok ? null : allowed.fault.says} />;
  },
);
