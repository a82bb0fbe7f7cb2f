// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Run, StartedUnder, StartRun } from '#lib/sync/client.ts';
import type { ActionResult } from '#lib/kernel/result.ts';
import { click, mount, pending, type } from '#components/ui/testing.tsx';
import { readinessOf, runOf } from '../testing.ts';
import { StartButton } from './start-button.tsx';

const pushed = vi.hoisted((): string[] => []);
vi.mock('next/navigation', () => ({
  useRouter: () => ({ push: (href: string) => pushed.push(href) }),
  unstable_isUnrecognizedActionError: () => false,
  unstable_rethrow: () => undefined,
}));

type Answer = ActionResult<Run>;
const started: Answer = { ok: true, value: runOf({ run: 'local-13', number: 13 }), id: 'req-1' };
const refused: Answer = {
  ok: false,
  fault: { kind: 'conflict', says: 'Run 13 is already running.' },
  id: 'req-1',
};

/** What the console says of the key that was sent. */
let found: StartedUnder = { started: null };
const asked: string[] = [];

beforeEach(() => {
  sessionStorage.clear();
  history.replaceState(null, '', '/sync');
  pushed.length = 0;
  asked.length = 0;
  found = { started: null };
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url);
    return Promise.resolve(Response.json(found));
  });
});

/** A page with the button, in a tab that it leaves and comes back to. */
function tab(start: (input: StartRun) => Promise<Answer>) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const shown = (isHere: boolean) => (
    <QueryClientProvider client={client}>
      {isHere && (
        <StartButton
          readiness={readinessOf()}
          notAllowed={null}
          start={start}
          onRefused={() => undefined}
        />
      )}
    </QueryClientProvider>
  );
  return { here: shown(true), elsewhere: shown(false) };
}

const isOpen = (page: { readonly container: HTMLElement }): boolean =>
  page.container.querySelector('dialog[open]') !== null;

async function sendAndLeave(
  answer: Promise<Answer>,
): Promise<{ page: Awaited<ReturnType<typeof mount>>; again: () => Promise<void> }> {
  const { here, elsewhere } = tab(() => answer);
  const page = await mount(here);
  await click(page.button('Start sync'));
  await type(page.field('Reason (optional)'), 'Weekly');
  const submits = [...page.container.querySelectorAll<HTMLButtonElement>('[type="submit"]')];
  for (const submit of submits) await click(submit);
  expect(page.text()).toContain('Starting…');
  history.replaceState(null, '', '/indexes');
  await page.redraw(elsewhere);
  return {
    page,
    again: async () => {
      history.replaceState(null, '', '/sync');
      await page.redraw(here);
    },
  };
}

it('a start that ends on another page is told there, and opens nothing later', async () => {
  const answer = pending<Answer>();
  const { page, again } = await sendAndLeave(answer.promise);
  await answer.resolve(started);
  expect(page.text()).toContain('Run 13 is queued');
  expect(pushed).toEqual([]);
  await again();
  expect(isOpen(page)).toBe(false);
  expect(sessionStorage).toHaveLength(0);
});

it('opens nothing while its answer is awaited, whatever page is shown', async () => {
  const answer = pending<Answer>();
  const { page, again } = await sendAndLeave(answer.promise);
  await again();
  expect(isOpen(page)).toBe(false);
  await answer.resolve(started);
  expect(isOpen(page)).toBe(false);
});

it('a start that is refused on another page is told there, and its text comes back', async () => {
  const answer = pending<Answer>();
  const { page, again } = await sendAndLeave(answer.promise);
  await answer.resolve(refused);
  expect(page.text()).toContain('Nothing was startedRun 13 is already running.');
  await again();
  await vi.waitFor(() => expect(isOpen(page)).toBe(true));
  expect(page.field('Reason (optional)').value).toBe('Weekly');
});

const left = {
  key: '0d3f6e1c-6f0f-4f5e-9d65-0f5a7f1f5a11',
  filled: { reason: 'Weekly' },
  isOpen: true,
};
const leave = () => sessionStorage.setItem('console:draft:/sync:start local', JSON.stringify(left));

it('does not open by itself over a run that was started before a reload', async () => {
  leave();
  found = { started: { run: 'local-13', number: 13 } };
  const page = await mount(tab(() => Promise.resolve(started)).here);
  await vi.waitFor(() => expect(sessionStorage).toHaveLength(0));
  expect(asked[0]).toContain(`key=${left.key}`);
  expect(isOpen(page)).toBe(false);
  await click(page.button('Start sync'));
  expect(page.field('Reason (optional)').value).toBe('');
});

it('comes back where nothing was started, and Escape drops nothing that was typed', async () => {
  leave();
  const sent: StartRun[] = [];
  const page = await mount(
    tab((input) => {
      sent.push(input);
      return Promise.resolve(started);
    }).here,
  );
  await vi.waitFor(() => expect(isOpen(page)).toBe(true));
  expect(page.field('Reason (optional)').value).toBe('Weekly');
  await act(async () => page.container.querySelector('dialog')?.close());
  expect(isOpen(page)).toBe(false);
  await click(page.button('Start sync'));
  expect(page.field('Reason (optional)').value).toBe('Weekly');
  for (const submit of page.container.querySelectorAll<HTMLButtonElement>('[type="submit"]'))
    await click(submit);
  // What was left is another start than this one.
  expect(sent).toMatchObject([{ reason: 'Weekly' }]);
  expect(sent[0]?.idempotencyKey).not.toBe(left.key);
  expect(pushed).toEqual(['/sync/local-13']);
});
