// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { mount } from '#components/ui/testing.tsx';
import { ItemActions } from './item-actions.tsx';
import { ItemHistory } from './item-history.tsx';

const notAllowed = 'Only operators may. Your role is viewer.';
const never = (): Promise<never> => Promise.reject(new Error('nothing is sent'));
const environment = { name: 'dev', isProduction: false };
const item = { id: 1, version: 1, key: 'tis/a', name: 'A', relationCount: 0 };
const added = {
  id: 1,
  at: '2026-11-21T15:05:30.000Z',
  actor: 'a@example.test',
  reason: 'New',
  kind: 'added',
  parts: [],
  isFollowing: false,
  undoes: null,
} as const;

it.each([notAllowed, null])('who may not is told why in words: %j', async (why) => {
  const page = await mount(
    <QueryClientProvider client={new QueryClient()}>
      <ItemActions
        item={item}
        environment={environment}
        notAllowed={why}
        remove={never}
        onDone={() => undefined}
      />
      <ItemHistory
        itemKey="tis/a"
        history={{ changes: [added], hasMore: false }}
        undoing={{ notAllowed: why, environment, undo: never, onDone: () => undefined }}
      />
    </QueryClientProvider>,
  );
  const buttons = ['Remove…', 'Undo this change…', ...(why === null ? [] : ['Edit'])];
  for (const name of buttons) {
    const button = page.button(name);
    const described = document.getElementById(button.getAttribute('aria-describedby') ?? '');
    expect([button.disabled, described?.textContent ?? null]).toEqual([why !== null, why]);
  }
});

it('offers of a thing that is gone only that its removal is undone', async () => {
  const removed = { ...added, id: 2, kind: 'removed' } as const;
  const page = await mount(
    <QueryClientProvider client={new QueryClient()}>
      <ItemHistory
        itemKey="tis/a"
        history={{ changes: [removed, added], hasMore: false }}
        undoing={{ notAllowed: null, environment, undo: never, onDone: () => undefined }}
      />
    </QueryClientProvider>,
  );
  expect(document.querySelectorAll('button')).toHaveLength(1);
  expect(page.button('Undo this change…').closest('li')?.textContent).toContain('Removed');
});
