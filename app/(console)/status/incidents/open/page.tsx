import type { Metadata } from 'next';
import { may } from '#lib/access/client.ts';
import { newId } from '#lib/kernel/ids.ts';
import { openIncidents } from '#lib/status/client.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { pageWorld, type PageProps } from '#lib/web/page-world.ts';
import { requirePerson } from '#lib/web/session.ts';
import { inFrame } from '../../../../while-away.tsx';
import { OpenIncidentPage } from './view.tsx';

export const metadata: Metadata = { title: 'Open an incident' };

export default guardPage(inFrame('incidents'), async function Page({ searchParams }: PageProps) {
  const person = await requirePerson();
  const { environment } = await pageWorld('/status/incidents/open', searchParams);
  const allowed = may(person, openIncidents, environment);
  return (
    <OpenIncidentPage
      environment={{ name: environment.name, title: environment.title }}
      notAllowed={allowed.ok ? null : allowed.fault.says}
      idempotencyKey={newId()}
    />
  );
});
