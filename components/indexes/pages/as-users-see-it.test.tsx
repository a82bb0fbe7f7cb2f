// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { afterEach, expect, it, vi } from 'vitest';
import type { ListTrial, SeenView } from '#lib/indexes/client.ts';
import { FreshnessProvider } from '#components/ui/live/freshness.tsx';
import { click, mount } from '#components/ui/testing.tsx';
import { AsUsersSeeIt } from './as-users-see-it.tsx';

const list = {
  name: 'all',
  title: 'All doctors',
  page: 'Recommendations',
  standsOut: false,
  trend: [],
};
const seen: SeenView = {
  environment: 'local',
  observedAt: '2026-11-21T15:05:00.000Z',
  failedSince: null,
  isBeingCounted: false,
  hasBefore: false,
  beforeIs: 'last-swap',
  standsOutFrom: 0.2,
  trendFrom: null,
  refused: null,
  bodies: [
    {
      body: '1-TEST',
      standsOut: false,
      hasVanished: false,
      lists: [{ ...list, documents: 3, before: null }],
    },
  ],
};
const works: ListTrial = {
  environment: 'local',
  list: 'all',
  title: 'All doctors',
  alias: 'recommendationindex',
  body: '1-TEST',
  state: 'works',
  milliseconds: 5,
  documents: 3,
  says: null,
};

const mounted = () =>
  mount(
    <QueryClientProvider client={new QueryClient()}>
      <FreshnessProvider>
        <AsUsersSeeIt environment="local" />
      </FreshnessProvider>
    </QueryClientProvider>,
  );

afterEach(() => vi.unstubAllGlobals());

it('a try without an answer takes back what the one before it said', async () => {
  const trials: (() => Promise<Response>)[] = [
    () => Promise.resolve(Response.json(works)),
    () => Promise.reject(new TypeError('Failed to fetch')),
  ];
  vi.stubGlobal('fetch', (path: string) =>
    path.startsWith('/api/indexes/try-list')
      ? (trials.shift()?.() ?? Promise.reject(new Error('tried too often')))
      : Promise.resolve(Response.json(seen)),
  );
  const page = await mounted();
  await vi.waitFor(() => expect(page.text()).toContain('Would this query work?'));
  await click(page.button('Run the query'));
  await vi.waitFor(() => expect(page.text()).toContain('Works: 3 documents in 5 ms'));
  await click(page.button('Run the query'));
  await vi.waitFor(() => expect(page.text()).toContain('Not known: The console did not respond.'));
  expect(page.text()).not.toContain('Works:');
});

it('a body that has vanished or dropped is named, each list with its course', async () => {
  const shown: SeenView = {
    ...seen,
    hasBefore: true,
    trendFrom: '2026-11-20T15:05:00.000Z',
    bodies: [
      {
        body: '1-GONE',
        standsOut: true,
        hasVanished: true,
        lists: [{ ...list, documents: 0, before: 40, standsOut: true, trend: [40, 40, 0] }],
      },
      {
        body: '1-LESS',
        standsOut: true,
        hasVanished: false,
        lists: [{ ...list, documents: 60, before: 90, standsOut: true, trend: [null, 90, 60] }],
      },
    ],
  };
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(shown)));
  const page = await mounted();
  await vi.waitFor(() => expect(page.text()).toContain('Vanished: every list is empty'));
  expect(page.text()).toContain('Has dropped');
  expect(page.text()).toContain('At first 40, lowest 0, highest 40');
  expect(page.text()).toContain('At first 90, lowest 60, highest 90');
  expect(page.text()).toContain('−30');
});

it('lists that are being counted are waited for, and no fault', async () => {
  const refused = (fault: Record<string, unknown>) => () =>
    Promise.resolve(Response.json({ kind: 'unavailable', ...fault }, { status: 503 }));
  const counting = refused({ says: 'They are being counted.', detail: { isUnderWay: true } });
  vi.stubGlobal('fetch', counting);
  const waiting = await mounted();
  await vi.waitFor(() => expect(waiting.text()).toContain('The lists are being counted.'));
  expect(waiting.container.querySelector('[role="alert"]')).toBeNull();
  vi.stubGlobal('fetch', refused({ says: 'They could not be counted.' }));
  const failed = await mounted();
  await vi.waitFor(() =>
    expect(failed.container.querySelector('[role="alert"]')?.textContent).toContain(
      'They could not be counted.',
    ),
  );
});

it('lists that are counted anew are shown meanwhile, and no fault of the engine', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ ...seen, isBeingCounted: true })));
  const page = await mounted();
  await vi.waitFor(() => expect(page.text()).toContain('The lists are being counted anew'));
  expect(page.text()).toContain('Would this query work?');
  expect(page.text()).not.toContain('Stale');
});
