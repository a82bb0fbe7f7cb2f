import type { Metadata } from 'next';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { whatIfQuery } from '#lib/inventory/client.ts';
import { showWhatIf, whatIfQuestion } from '#lib/inventory/index.ts';
import type { Fault } from '#lib/kernel/result.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import { inTurnOf } from '#lib/web/costly-read.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import type { PageProps } from '#lib/web/page-world.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { inFrame } from '../../../../while-away.tsx';
import { WhatIfPage } from './view.tsx';

export const metadata: Metadata = { title: 'What if' };

export default guardPage(
  inFrame('what a move takes'),
  async function Page({ searchParams }: PageProps) {
    const person = await requirePerson();
    const { choose } = await searchParams;
    const read = whatIfQuestion.safeParse({ choose: [choose ?? []].flat().join('\n') });
    const chosen = read.success ? read.data.choose : [];
    // The page is opened without a question; a form that is sent always has one.
    const refused: Fault | null =
      choose === undefined || read.success
        ? null
        : { kind: 'invalid', says: sentences(...read.error.issues.map(({ message }) => message)) };
    const [plan, items] = await inTurnOf(person, async () => {
      const wanted = await showWhatIf(consoleWorld(), chosen);
      // Where a name is of nothing, the items to choose from are there all the same.
      return [wanted, wanted.ok ? wanted : await showWhatIf(consoleWorld(), [])] as const;
    });
    return (
      <Seeded seeds={plan.ok ? [[whatIfQuery(chosen).queryKey, plan.value]] : []}>
        <WhatIfPage
          key={chosen.join('\n')}
          chosen={chosen}
          items={items.ok ? items.value.items : []}
          fault={refused ?? (plan.ok ? null : plan.fault)}
        />
      </Seeded>
    );
  },
);
