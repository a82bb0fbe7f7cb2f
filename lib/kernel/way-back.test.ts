import { expect, it } from 'vitest';
import { wayBackTo } from './way-back.ts';

it.each(['/sync?environment=local', '/inventory/tis/a@prod?text=a%20b', '/%', '/sync/local-12'])(
  'leads back to %s',
  (address) => expect(wayBackTo(address)).toBe(address),
);

it.each([
  '/',
  `/${'a'.repeat(2_000)}`,
  '/inventory?text=1234567',
  '/inventory?text=123+4567',
  '/inventory?text=123%204567',
  '/inventory?text=%EF%BC%91234567',
  '/inventory/1234567',
])('leads home, and not to %s', (address) => expect(wayBackTo(address)).toBe(null));
