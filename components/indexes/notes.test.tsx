// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { expect, it, vi } from 'vitest';
import { mount } from '#components/ui/testing.tsx';
import { indexesOf } from '#components/sync/testing.ts';
import { Notes, type Noting } from './notes.tsx';
import { sampleNoting } from './testing.ts';

const [generation] = indexesOf().generations;
if (generation === undefined) throw new Error('the example has a generation');
const note = { at: '2026-11-21T12:00:00.000Z', by: 'anna@example.org', text: 'Kept for Monday' };

const mounted = (noting: Noting, notes = [note]) =>
  mount(
    <QueryClientProvider client={new QueryClient()}>
      <Notes generation={{ ...generation, notes }} noting={noting} />
    </QueryClientProvider>,
  );

it('shows the notes, and sends one more for the index alone', async () => {
  const sent: Record<string, unknown>[] = [];
  const { index } = generation;
  const page = await mounted({
    ...sampleNoting,
    note: (_previous, form) => {
      sent.push(Object.fromEntries(form));
      const value = { environment: 'local', generation: index, indexes: [index], text: 'Why' };
      return Promise.resolve({ ok: true, value, id: 'id-1' });
    },
  });
  expect(page.text()).toContain('Kept for Monday');
  expect(page.text()).toContain('anna@example.org');
  const field = page.container.querySelector('textarea');
  if (field === null) throw new Error('no field');
  await act(async () => page.button('Add note').click());
  expect(page.text()).toContain('The note was not added');
  expect(sent).toEqual([]);
  field.value = 'Why';
  await act(async () => page.button('Add note').click());
  await vi.waitFor(() => expect(page.text()).toContain('The note was added'));
  expect(sent).toEqual([{ environment: 'local', generation: index, text: 'Why' }]);
  expect(field.value).toBe('');
});

it('says why there is no form, and that there is no note', async () => {
  const page = await mounted({ ...sampleNoting, notAllowed: 'Only operators may.' }, []);
  expect(page.text()).toContain('Nobody has written a note');
  expect(page.text()).toContain('Only operators may.');
  expect(page.container.querySelector('textarea')).toBeNull();
});
