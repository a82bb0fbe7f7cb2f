/** Runs after all journeys: a page that none of them has shown to axe fails here. */
import { readdir } from 'node:fs/promises';
import { addressesWithAxe, expect, test } from './e2e.ts';

/** A folder of `app` as it is in addresses: `[run]` is one segment, `[[...item]]` any or none. */
function segmentOf(folder: string): string {
  if (folder.startsWith('[[...')) return '(?:/.+)?';
  if (folder.startsWith('[...')) return '/.+';
  return folder.startsWith('[') ? '/[^/]+' : `/${folder}`;
}

/** `(console)/sync/[run]/page.tsx` as a pattern of addresses. */
function routeOf(file: string): RegExp {
  const folders = file
    .split('/')
    .slice(0, -1)
    .filter((folder) => !/^\(.*\)$/.test(folder));
  return new RegExp(`^${folders.map(segmentOf).join('') || '/'}$`);
}

test('axe has run on every route', async () => {
  const files = (await readdir('app', { recursive: true })).filter((file) =>
    /(^|\/)page\.tsx$/.test(file),
  );
  expect(files.length).toBeGreaterThan(5);
  const addresses = await addressesWithAxe();
  const without = files.filter((file) => !addresses.some((one) => routeOf(file).test(one)));
  expect(without).toEqual([]);
});
