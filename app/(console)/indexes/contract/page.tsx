import type { Metadata } from 'next';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { may } from '#lib/access/client.ts';
import { contractQuery, editAliasContract } from '#lib/indexes/client.ts';
import { showContract } from '#lib/indexes/index.ts';
import { contractOf } from '#lib/sync/index.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { pageWorld, type PageProps } from '#lib/web/page-world.ts';
import { requirePerson } from '#lib/web/session.ts';
import { ContractPage } from './view.tsx';
import { inFrame } from '../../../while-away.tsx';

export const metadata: Metadata = { title: 'Alias contract' };

export default guardPage(
  inFrame('alias contract'),
  async function Page({ searchParams }: PageProps) {
    const person = await requirePerson();
    const world = await pageWorld('/indexes/contract', searchParams);
    const { name, isProduction } = world.environment;
    const view = await showContract(world, await contractOf(world));
    const allowed = may(person, editAliasContract, world.environment);
    return (
      <Seeded seeds={view.ok ? [[contractQuery(name).queryKey, view.value]] : []}>
        <ContractPage
          environment={name}
          isProduction={isProduction}
          notAllowed={allowed.ok ? null : allowed.fault.says}
        />
      </Seeded>
    );
  },
);
