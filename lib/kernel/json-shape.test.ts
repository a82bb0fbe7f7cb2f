import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hasMoreValues } from './json-shape.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function valuesOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, one) => sum + valuesOf(one), 1);
}

it('counts each value, and at most twice what is empty, whatever texts say', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = bytes(JSON.stringify(value));
      const values = valuesOf(value);
      expect(hasMoreValues(text, 2 * values)).toBe(false);
      expect(hasMoreValues(text, values - 1)).toBe(true);
    }),
  );
});

it.each([`"${',[{'.repeat(1_000)}"`, `"a\\",1`, `"\\"${','.repeat(1_000)}"`])(
  'counts nothing within the text %#',
  (text) => expect(hasMoreValues(bytes(text), 3)).toBe(false),
);
