import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { kindSources, kindsList } from './generate-kinds.mjs';

const list = new URL('../lib/inventory/kinds/all-kinds.ts', import.meta.url);

it('lists the kinds of the inventory as their files are: else run npm run generate', () => {
  expect(readFileSync(list, 'utf8')).toBe(kindsList());
});

it('needs of a new kind its file alone', () => {
  const lift = `export const lift = defineKind({ kind: 'lift' });\n`;
  const text = kindsList([...kindSources(), { file: 'lift.ts', text: lift }]);
  expect(text).toContain(`import { lift } from './lift.ts';\n`);
  expect(text).toContain('\n  lift,\n]);\n');
});

it('refuses a file that defines none', () => {
  expect(() => kindsList([{ file: 'other.ts', text: 'export const other = 1;\n' }])).toThrow(
    'other.ts of lib/inventory/kinds defines no kind.',
  );
});
