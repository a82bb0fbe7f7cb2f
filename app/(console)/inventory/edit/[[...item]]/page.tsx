import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { may } from '#lib/access/client.ts';
import { changeInventory } from '#lib/inventory/client.ts';
import { kindsToAdd, listEstates, showForm, showNewForm } from '#lib/inventory/index.ts';
import { inTurnOf } from '#lib/web/costly-read.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { firstOf } from '#lib/web/page-world.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { inFrame } from '../../../../while-away.tsx';
import { keyOf } from '../../address.ts';
import { AddPage, ChoosePage, EditPage } from './view.tsx';

interface FormPageProps {
  readonly params: Promise<{ readonly item?: readonly string[] }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: FormPageProps): Promise<Metadata> {
  const { item } = await params;
  return { title: item === undefined ? 'Add to the inventory' : `Edit ${keyOf(item) ?? ''}` };
}

/** Says 404 before it streams anything, so there is no loading.tsx here. */
export default guardPage(
  inFrame('form of the inventory'),
  async function Page({ params, searchParams }: FormPageProps) {
    const person = await requirePerson();
    const allowed = may(person, changeInventory, null);
    const notAllowed = allowed.ok ? null : allowed.fault.says;
    const world = consoleWorld();
    const { item } = await params;
    if (item !== undefined) {
      const key = keyOf(item);
      const form = key === null ? null : await inTurnOf(person, () => showForm(world, key));
      if (form?.ok !== true) notFound();
      return <EditPage form={form.value} notAllowed={notAllowed} />;
    }
    const given = await searchParams;
    const [estate, kind] = [firstOf(given['estate']), firstOf(given['kind'])];
    if (estate === undefined || kind === undefined) {
      const estates = await inTurnOf(person, () => listEstates(world));
      return <ChoosePage estates={estates} kinds={kindsToAdd()} />;
    }
    const form = await inTurnOf(person, () => showNewForm(world, { estate, kind }));
    if (!form.ok) notFound();
    return <AddPage form={form.value} kind={kind} notAllowed={notAllowed} />;
  },
);
