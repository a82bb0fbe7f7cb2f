import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { Seeded } from '#components/ui/seeded.tsx';
import { may } from '#lib/access/client.ts';
import { runQuery } from '#lib/sync/client.ts';
import { showRun } from '#lib/sync/index.ts';
import { currentWorld } from '#lib/web/served.ts';
import { requirePerson } from '#lib/web/session.ts';
import { RunPage } from './view.tsx';

interface RunPageProps {
  readonly params: Promise<{ readonly run: string }>;
}

const loadRun = cache(async (run: string) => showRun(currentWorld(), run));

export async function generateMetadata({ params }: RunPageProps): Promise<Metadata> {
  const found = await loadRun(decodeURIComponent((await params).run));
  return { title: found.ok ? `Run ${found.value.run.number}` : 'No such run' };
}

export default async function Page({ params }: RunPageProps) {
  const person = await requirePerson();
  const name = decodeURIComponent((await params).run);
  const found = await loadRun(name);
  if (!found.ok && found.fault.kind === 'not-found') notFound();
  const allowed = may(person, 'sync.cancel');
  return (
    <Seeded seeds={found.ok ? [[runQuery(name).queryKey, found.value]] : []}>
      <RunPage name={name} isProduction={currentWorld().environment.isProduction} notAllowed={allowed.ok ? null : allowed.fault.says} />
    </Seeded>
  );
}
