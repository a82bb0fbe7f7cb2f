import type { Metadata } from 'next';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { matrixQuery, readMatrixQuestion } from '#lib/inventory/client.ts';
import { showMatrix } from '#lib/inventory/index.ts';
import { inTurnOf } from '#lib/web/costly-read.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { firstOf, type PageProps } from '#lib/web/page-world.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { inFrame } from '../../../while-away.tsx';
import { MatrixPage } from './view.tsx';

export const metadata: Metadata = { title: 'What is where' };

export default guardPage(
  inFrame('inventory matrix'),
  async function Page({ searchParams }: PageProps) {
    const person = await requirePerson();
    const given = await searchParams;
    const question = readMatrixQuestion({
      estate: firstOf(given['estate']),
      kind: firstOf(given['kind']),
      offset: firstOf(given['offset']),
    });
    const matrix = await inTurnOf(person, () => showMatrix(consoleWorld(), question));
    return (
      <Seeded seeds={matrix.ok ? [[matrixQuery(question).queryKey, matrix.value]] : []}>
        <MatrixPage question={question} refused={matrix.ok ? null : matrix.fault} />
      </Seeded>
    );
  },
);
