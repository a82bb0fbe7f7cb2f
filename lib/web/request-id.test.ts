import { expect, it } from 'vitest';
import { requestIdHeader, requestIdOf } from './request-id.ts';

const idOf = (given?: string): string =>
  requestIdOf(new Headers(given === undefined ? {} : { [requestIdHeader]: given }));

it('keeps an id that came along', () => {
  expect(idOf('0a1b2c3d-e4f5')).toBe('0a1b2c3d-e4f5');
});

it.each([undefined, 'short', 'with blanks in it', 'a'.repeat(65), '<script>alert(1)</script>'])(
  'makes one where %s came along',
  (given) => {
    expect(idOf(given)).toMatch(/^[0-9a-f-]{36}$/);
    expect(idOf(given)).not.toBe(idOf(given));
  },
);
