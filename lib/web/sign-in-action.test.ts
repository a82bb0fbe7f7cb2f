import { describe, expect, it } from 'vitest';
import { safeDestination } from './sign-in-action.ts';

describe('where signing in leads', () => {
  it.each(['/', '/sync', '/sync/local-12?tab=events', '/api-keys', '/sync?to=//elsewhere.example'])(
    'to %s',
    (to) => expect(safeDestination(to)).toBe(to),
  );
  it.each([
    '',
    'https://elsewhere.example',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'javascript:alert(1)',
    '/\t/elsewhere.example',
    '/.//elsewhere.example/x',
    '/..//elsewhere.example',
    '/sync/..//elsewhere.example',
    '/%2e//elsewhere.example',
    '/sync/%2E%2e//elsewhere.example',
    '/./\\elsewhere.example',
    '/sign-in',
    '/sync/../sign-in?to=/sync',
    '/api/auth/signout',
  ])('home instead of %j', (to) => expect(safeDestination(to)).toBe('/'));
});
