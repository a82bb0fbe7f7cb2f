// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { seenQuery, type IndexesView } from '#lib/indexes/client.ts';
import { indexesOf } from '#components/sync/testing.ts';
import { mount } from '#components/ui/testing.tsx';
import { useFreshCounts } from './use-fresh-counts.ts';

const generations = (index: string, building = 'm_3'): IndexesView['generations'] =>
  indexesOf().generations.flatMap((row) => [
    { ...row, index },
    { ...row, index: building, role: 'building' },
  ]);

function Shown({ rows, of }: { readonly rows?: IndexesView['generations']; readonly of: string }) {
  useFreshCounts(of, rows && { generations: rows });
  return null;
}

it('asks for the lists again when users came to another generation, and only then', async () => {
  const client = new QueryClient();
  const queryKey = [...seenQuery('local').queryKey];
  const isOld = () => client.getQueryState(queryKey)?.isInvalidated;
  client.setQueryData(queryKey, 'counted');
  const draw = (rows?: IndexesView['generations'], of = 'local') => (
    <QueryClientProvider client={client}>
      <Shown of={of} {...(rows && { rows })} />
    </QueryClientProvider>
  );
  const page = await mount(draw());
  await page.redraw(draw(generations('m_1')));
  await page.redraw(draw(generations('m_1', 'm_4')));
  await page.redraw(draw(generations('p_1'), 'preprod'));
  await page.redraw(draw(generations('m_1')));
  expect(isOld()).toBe(false);
  await page.redraw(draw(generations('m_2')));
  expect(isOld()).toBe(true);
});
