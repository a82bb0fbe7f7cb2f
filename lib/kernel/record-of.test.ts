import { expect, it, vi } from 'vitest';
import { z } from 'zod';
import { recordOf } from './record-of.ts';

const looked = vi.fn(() => true);
const Some = recordOf(z.string().refine(looked), z.int(), 3);

it('takes a record of so many names', () => {
  expect(Some.safeParse({ a: 1, b: 2, c: 3 })).toMatchObject({ data: { a: 1, b: 2, c: 3 } });
  expect(Some.safeParse({ a: 'one' }).error?.issues).toMatchObject([{ path: ['a'] }]);
  for (const none of [null, undefined, 3, 'text', ['a']])
    expect(Some.safeParse(none).success).toBe(false);
  expect(Some.default({}).parse(undefined)).toEqual({});
});

it('counts the names before it looks at one', () => {
  looked.mockClear();
  const many = Object.fromEntries(
    Array.from({ length: 100_000 }, (_, n) => [`n${String(n)}`, 'x']),
  );
  expect(Some.safeParse(many).error?.issues).toMatchObject([
    { path: [], message: 'Give at most 3 names.' },
  ]);
  expect(looked).not.toHaveBeenCalled();
});
