// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { production, TestPage } from '#components/shell/testing.tsx';
import { chooseFile, click, mount, type, type Mounted } from '#components/ui/testing.tsx';
import type { ImportPreview } from '#lib/inventory/client.ts';
import { ImportForm } from './import-form.tsx';

const preview: ImportPreview = {
  complaints: [],
  moreComplaints: 0,
  counts: { added: 0, changed: 1, renamed: 0, removed: 0, unchanged: 0 },
  items: [
    { does: 'changed', key: 'tis/db', was: null, name: 'db', kindTitle: 'Database', lines: [] },
  ],
  sources: [],
  kept: [],
  suggestions: [],
  lost: [],
  obstacles: [],
  seen: { 1: 1 },
  fingerprint: 'f',
  namesToType: [],
};

// As long as a machine takes that others use too.
const patience = { timeout: 20_000 };
afterEach(() => {
  vi.unstubAllGlobals();
});

async function fill(
  answer: (sent: unknown) => Promise<Response>,
  shown = preview,
): Promise<Mounted> {
  vi.stubGlobal('fetch', (path: string, { body }: { readonly body: string }) =>
    path.endsWith('/import') ? answer(JSON.parse(body)) : Promise.resolve(Response.json(shown)),
  );
  const page = await mount(
    <TestPage at="/inventory/import" environments={[production]}>
      <ImportForm notAllowed={null} />
    </TestPage>,
  );
  await chooseFile(page.field('File'), new File(['item\n'], 'some.csv'));
  await act(() =>
    vi.waitFor(() => {
      page.button('Import 1 change');
    }, patience),
  );
  await type(page.field('Reason'), 'As the file says');
  return page;
}

async function sendTo(answer: () => Promise<Response>): Promise<Mounted> {
  const page = await fill(answer);
  await click(page.button('Import 1 change'));
  await act(() =>
    vi.waitFor(() => {
      expect(page.text()).toMatch(/Nothing was imported|It is not known/);
    }, patience),
  );
  return page;
}

it.each([
  ['the connection is lost', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['the answer is cut off', () => Promise.resolve(new Response('{"batch"', { status: 200 }))],
])('says that nobody knows whether it was imported where %s', async (_, lost) => {
  const page = await sendTo(lost);
  expect(page.text()).toContain('It is not known whether it was imported');
  expect(page.text()).not.toContain('The inventory is as it was');
  expect(page.text()).toContain('Try again');
});

it('says that nothing was imported where the console says why', async () => {
  const busy = { kind: 'busy', says: 'Others import.' };
  const page = await sendTo(() => Promise.resolve(Response.json(busy, { status: 429 })));
  expect(page.text()).toContain('Nothing was imported');
  expect(page.text()).toContain('The inventory is as it was');
});

it('wants the name of production typed where something of it goes, and sends it', async () => {
  const sent: unknown[] = [];
  const page = await fill(
    (body) => {
      sent.push(body);
      return Promise.resolve(Response.json({ kind: 'busy', says: 'Others.' }, { status: 429 }));
    },
    { ...preview, namesToType: ['LIVE'] },
  );
  await click(page.button('Import 1 change'));
  expect(page.text()).toContain('Type LIVE.');
  expect(sent).toEqual([]);
  await type(page.field('Type LIVE to confirm'), 'LIVE');
  await click(page.button('Import 1 change'));
  await act(() =>
    vi.waitFor(() => {
      expect(sent).toMatchObject([{ fingerprint: 'f', typedNames: ['LIVE'] }]);
    }, patience),
  );
});
