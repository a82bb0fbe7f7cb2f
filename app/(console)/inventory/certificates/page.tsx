import type { Metadata } from 'next';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { certificatesQuery } from '#lib/inventory/client.ts';
import { showCertificates } from '#lib/inventory/index.ts';
import { inTurnOf } from '#lib/web/costly-read.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { inFrame } from '../../../while-away.tsx';
import { CertificatesPage } from './view.tsx';

export const metadata: Metadata = { title: 'Certificates' };

export default guardPage(inFrame('certificates'), async function Page() {
  const person = await requirePerson();
  const view = await inTurnOf(person, () => showCertificates(consoleWorld()));
  return (
    <Seeded seeds={view.ok ? [[certificatesQuery.queryKey, view.value]] : []}>
      <CertificatesPage />
    </Seeded>
  );
});
