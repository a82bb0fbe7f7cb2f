import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { LoadingPage } from '#components/shell/loading-page.tsx';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { may, type Permission } from '#lib/access/client.ts';
import { cancelSync, parseRunName, runQuery, startSync } from '#lib/sync/client.ts';
import { hasRun, showRun } from '#lib/sync/index.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { environmentWorld, type WebWorld } from '#lib/web/runtime.ts';
import { pageReaders } from '../../all-indexes.ts';
import { environmentOfRun } from '../commands.ts';
import { requirePerson } from '#lib/web/session.ts';
import { RunPage } from './view.tsx';
import { inFrame } from '../../../while-away.tsx';

interface RunPageProps {
  readonly params: Promise<{ readonly run: string }>;
}

export async function generateMetadata({ params }: RunPageProps): Promise<Metadata> {
  const parsed = parseRunName((await params).run);
  return { title: parsed === null ? 'No such run' : `Run ${parsed.number}` };
}

/** Says 404 before it streams anything, so there is no loading.tsx here: the waiting is inside. */
export default guardPage(inFrame('run'), async function Page({ params }: RunPageProps) {
  await requirePerson();
  const name = (await params).run;
  const world = environmentWorld(environmentOfRun(name));
  if (!world.ok || !(await hasRun(world.value, name))) notFound();
  return (
    <Suspense
      fallback={
        <LoadingPage
          title="Run"
          sections={['What users are reading', 'Stages and ledger', 'Events']}
        />
      }
    >
      <LoadedRun name={name} world={world.value} />
    </Suspense>
  );
});

interface LoadedRunProps {
  readonly name: string;
  readonly world: WebWorld;
}

const LoadedRun = guardPage(
  inFrame('run'),
  async function LoadedRun({ name, world }: LoadedRunProps) {
    const person = await requirePerson();
    const found = await showRun(world, name, () => pageReaders(world));
    const whyNot = (permission: Permission): string | null => {
      const allowed = may(person, permission, world.environment);
      return allowed.ok ? null : allowed.fault.says;
    };
    return (
      <Seeded seeds={found.ok ? [[runQuery(name).queryKey, found.value]] : []}>
        <RunPage
          name={name}
          isProduction={world.environment.isProduction}
          mayNotCancel={whyNot(cancelSync)}
          mayNotStart={whyNot(startSync)}
        />
      </Seeded>
    );
  },
);
