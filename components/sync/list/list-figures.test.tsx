import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { NowProvider } from '#components/ui/time/now.tsx';
import type { SettledFigures } from '#lib/sync/client.ts';
import { readinessOf } from '../testing.ts';
import { ListFigures } from './list-figures.tsx';

const nothing = { noneSince: null, untilSwapOf: null, notCountedOf: null };

it.each<[SettledFigures['emptied'], string]>([
  [nothing, 'None yet No run has settled yet.'],
  [{ ...nothing, notCountedOf: 3 }, 'Not known Run 3: nobody counted it.'],
  [
    { ...nothing, noneSince: 4, notCountedOf: 3 },
    '0 seconds Since run 4. Run 3: nobody counted it.',
  ],
  [{ ...nothing, untilSwapOf: 1 }, 'Until its swap Run 1'],
  [{ ...nothing, noneSince: 2, untilSwapOf: 1 }, '0 seconds Since run 2. Run 1: until its swap.'],
  [{ ...nothing, noneSince: 4 }, '0 seconds Since run 4.'],
])('%j is said in words', (emptied, words) => {
  const { settled } = readinessOf();
  const html = renderToStaticMarkup(
    <NowProvider at="2026-11-21T15:06:00.000Z">
      <ListFigures settled={{ ...settled, emptied }} />
    </NowProvider>,
  );
  const [, figure = ''] = html.split('Pages empty');
  expect(
    figure
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  ).toBe(words);
});
