import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { EnvironmentName, EstateId } from '#lib/inventory/model.ts';
import { Confirmation } from '#lib/kernel/confirmation.ts';

const pages = readdirSync('app/(console)/inventory', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && /^[a-z]/.test(entry.name))
  .map(({ name }) => name);

it('pages of the inventory are found', () => {
  expect(pages.length).toBeGreaterThan(8);
});

it.each(pages)('no estate is called as the page %s, which would hide it', (page) => {
  expect(EstateId.safeParse(page).success).toBe(false);
});

it('whatever an environment may be called can be typed', () => {
  const name = 'x'.repeat(100);
  expect(EnvironmentName.safeParse(name).success).toBe(true);
  expect(EnvironmentName.safeParse(`${name}x`).success).toBe(false);
  expect(Confirmation.safeParse({ typedName: name }).success).toBe(true);
});
