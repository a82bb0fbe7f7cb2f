import type { Metadata } from 'next';
import { Seeded } from '#components/ui/live/seeded.tsx';
import { graphQuery, itemList, readGraphQuestion } from '#lib/inventory/client.ts';
import { listItems, listMostNeeded, showGraph, type InventoryWorld } from '#lib/inventory/index.ts';
import { inTurnOf } from '#lib/web/costly-read.ts';
import { guardPage } from '#lib/web/guard-page.ts';
import { firstOf, type PageProps } from '#lib/web/page-world.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { requirePerson } from '#lib/web/session.ts';
import { inFrame } from '../../../while-away.tsx';
import { GraphPage } from './view.tsx';

export const metadata: Metadata = { title: 'What depends on what' };

const mostFound = 20;

/** What is called so, by name first; nothing where nobody looks for anything. */
async function find(world: InventoryWorld, text: string | undefined) {
  const read = itemList.filters.text.safeParse(text ?? '');
  if (!read.success) return null;
  const found = await listItems(world, {
    filters: { text: read.data },
    sort: itemList.usual,
    limit: mostFound,
    offset: 0,
  });
  return found.ok ? { text: read.data, ...found.value } : null;
}

export default guardPage(
  inFrame('inventory graph'),
  async function Page({ searchParams }: PageProps) {
    const person = await requirePerson();
    const world = consoleWorld();
    const given = await searchParams;
    const texts = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, firstOf(value)]),
    );
    const question = readGraphQuestion(texts);
    const [graph, found, starts] = await inTurnOf(person, () =>
      Promise.all([
        question === null ? null : showGraph(world, question),
        find(world, texts['find']),
        question === null ? listMostNeeded(world) : null,
      ]),
    );
    return (
      <Seeded
        seeds={
          question !== null && graph?.ok === true
            ? [[graphQuery(question).queryKey, graph.value]]
            : []
        }
      >
        <GraphPage
          question={question}
          refused={graph?.ok === false ? graph.fault : null}
          found={found}
          starts={starts?.ok === true ? starts.value : []}
        />
      </Seeded>
    );
  },
);
