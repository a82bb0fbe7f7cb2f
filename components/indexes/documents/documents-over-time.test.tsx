// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import type { DocumentsView } from '#lib/indexes/client.ts';
import { FreshnessProvider } from '#components/ui/live/freshness.tsx';
import { mount } from '#components/ui/testing.tsx';
import { DocumentsOverTime } from './documents-over-time.tsx';

const view: DocumentsView = {
  environment: 'local',
  observedAt: '2026-11-21T15:00:00.000Z',
  of: { about: 'index', name: 'masterdoctorindex' },
  series: [
    { about: 'index', name: 'masterdoctorindex' },
    { about: 'alias', name: 'discrepancies' },
  ],
  points: [
    { at: '2026-11-20T15:00:00.000Z', documents: 70_914 },
    { at: '2026-11-21T09:00:00.000Z', documents: null },
    { at: '2026-11-21T12:00:00.000Z', documents: 70_900 },
  ],
  moves: [
    { at: '2026-11-21T11:00:00.000Z', kind: 'swap', actor: 'local-12', run: 'local-12' },
    { at: '2026-11-21T14:00:00.000Z', kind: 'rollback', actor: 'anna@example.org', run: null },
  ],
};

let client = new QueryClient();
const mounted = () => {
  client = new QueryClient();
  return mount(
    <QueryClientProvider client={client}>
      <FreshnessProvider>
        <DocumentsOverTime environment="local" />
      </FreshnessProvider>
    </QueryClientProvider>,
  );
};

afterEach(async () => {
  // What is still asked would be drawn where there is no window any more.
  await vi.waitFor(() => expect(client.isFetching()).toBe(0));
  vi.unstubAllGlobals();
});

it('says each number to a keyboard, links its runs and has a table of the same', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(view)));
  const page = await mounted();
  await vi.waitFor(() => expect(page.text()).toContain('Documents over time'));
  const slider = page.container.querySelector('[role=slider]');
  if (slider === null) throw new Error('no chart');
  const press = (key: string): Promise<void> =>
    act(async () => {
      slider.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    });
  const words = (): string | null => slider.getAttribute('aria-valuetext');
  expect(words()).toMatch(/70,900 documents$/);
  await press('ArrowLeft');
  expect(words()).toBe('From 21 November 2026 at 9am: not known');
  await press('Home');
  expect(words()).toBe('From 20 November 2026 at 3pm: 70,914 documents');
  expect(page.text()).toContain('Documents of');
  expect(page.text()).toContain('Users were moved by anna@example.org');
  expect(page.text()).toContain('−14');
  const links = [...page.container.querySelectorAll('a')].map((link) => link.getAttribute('href'));
  expect(links).toEqual(['/sync/local-12', '/sync/local-12']);
});

it('asks for what was chosen, in the environment of the page', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path);
    return Promise.resolve(Response.json(view));
  });
  const page = await mounted();
  await vi.waitFor(() => expect(page.text()).toContain('Documents of'));
  const select = page.container.querySelector('select');
  if (select === null) throw new Error('no choice');
  await act(async () => {
    select.value = 'alias:discrepancies';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(1));
  expect(asked.slice(0, 2)).toEqual([
    '/api/indexes/documents?environment=local',
    '/api/indexes/documents?about=alias&name=discrepancies&environment=local',
  ]);
});
