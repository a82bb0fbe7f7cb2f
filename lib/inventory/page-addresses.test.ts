import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { EstateId, pageAddresses } from './model.ts';

const folders = readdirSync(new URL('../../app/(console)/inventory/', import.meta.url), {
  withFileTypes: true,
})
  .filter((entry) => entry.isDirectory() && /^[a-z]/.test(entry.name))
  .map(({ name }) => name);

it('no estate is called as a page of the inventory, and only those names are kept', () => {
  expect(folders.length).toBeGreaterThan(10);
  expect([...pageAddresses].sort()).toEqual(folders.sort());
  for (const folder of folders) expect(EstateId.safeParse(folder).success).toBe(false);
});
