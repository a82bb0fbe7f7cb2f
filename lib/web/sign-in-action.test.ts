import { describe, expect, it } from 'vitest';
import { safeDestination } from './sign-in-action.ts';

describe('where signing in leads', () => {
  it.each(['/', '/sync', '/sync/local-12?tab=events'])('to %s', (to) =>
    expect(safeDestination(to)).toBe(to),
  );
  it.each([
    '',
    'https://elsewhere.example',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'javascript:alert(1)',
    '/a\nb',
    '/sign-in',
    '/api/auth/signout',
  ])('home instead of %j', (to) => expect(safeDestination(to)).toBe('/'));
});
