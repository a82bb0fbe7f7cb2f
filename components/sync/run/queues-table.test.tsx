import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { QueueView } from '#lib/sync/client.ts';
import { NowProvider } from '#components/ui/time/now.tsx';
import { QueuesTable } from './queues-table.tsx';

const queue = {
  queue: 'q',
  ready: 0,
  unacknowledged: 0,
  consumers: 1,
  asOf: '2026-11-21T15:04:00.000Z',
  failedSince: null,
};

function stateOf(changes: Partial<QueueView>): { words: string; isGreen: boolean } {
  const html = renderToStaticMarkup(
    <NowProvider at="2026-11-21T15:06:00.000Z">
      <QueuesTable queues={[{ ...queue, ...changes }]} hasEnded={false} />
    </NowProvider>,
  );
  const last = html.slice(html.lastIndexOf('<td'));
  return { words: last.replace(/<[^>]+>/g, ''), isGreen: last.includes('-ok-') };
}

it.each<[Partial<QueueView>, string, boolean]>([
  [{}, 'Empty', true],
  [{ unacknowledged: null }, 'None ready', false],
  [{ unacknowledged: 3 }, 'Flowing', false],
  [{ ready: 4, unacknowledged: null }, 'Flowing', false],
  [{ ready: 4, consumers: 0 }, 'Nobody reads', false],
  [{ ready: 4, consumers: null }, 'Not known who reads', false],
  [{ ready: 4, consumers: null, unacknowledged: 2 }, 'Flowing', false],
  [{ ready: null, unacknowledged: null }, 'Not known', false],
  [{ failedSince: '2026-11-21T15:05:00.000Z' }, 'Not known since 3:05pm', false],
])('%j shows as %s', (changes, words, isGreen) => {
  expect(stateOf(changes)).toEqual({ words, isGreen });
});
