/** Runs after all journeys: a page that none of them has shown to axe fails here. */
import { readdir } from 'node:fs/promises';
import { addressesWithAxe, expect, test } from './e2e.ts';

/** `(console)/sync/[run]/page.tsx` as a pattern of addresses. */
function routeOf(file: string): RegExp {
  const segments = file
    .split('/')
    .slice(0, -1)
    .filter((segment) => !/^\(.*\)$/.test(segment))
    .map((segment) =>
      segment.startsWith('[...') ? '.+' : /^\[.*\]$/.test(segment) ? '[^/]+' : segment,
    );
  return new RegExp(`^/${segments.join('/')}$`);
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
