import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openTo } from './audience.ts';
import { contradictionsOfSupport, supportVariables } from './env.ts';

describe('who reads the page without signing in', () => {
  const allowed = ['10.1.2.0/24', '192.0.2.7', '2001:db8::/32'];

  it.each([
    ['10.1.2.200', true],
    ['10.1.3.1', false],
    ['192.0.2.7', true],
    ['192.0.2.8', false],
    ['::ffff:10.1.2.9', true],
    ['::ffff:10.1.3.9', false],
    ['2001:db8:1::1', true],
    ['2001:db9::1', false],
    ['', false],
    ['unknown', false],
    ['10.1.2.9, 192.0.2.7', false],
  ])('%s: %s', (address, isOpen) => {
    expect(openTo({ isPublic: false, allowed })(address)).toBe(isOpen);
  });

  it('is everyone where it is public, and nobody where nothing is set', () => {
    expect(openTo({ isPublic: true, allowed: [] })('unknown')).toBe(true);
    expect(openTo({ isPublic: false, allowed: [] })('127.0.0.1')).toBe(false);
  });

  const variables = z.object(supportVariables);
  it.each([
    ['10.1.2.0/24, 2001:db8::/32', true],
    ['192.0.2.7', true],
    ['10.1.2.0/33', false],
    ['10.1.2', false],
    ['10.1.2.0/', false],
    ['10.1.2.0/24/8', false],
    ['console.example', false],
    ['2001:db8::/129', false],
    [',', false],
  ])('SUPPORT_ALLOW=%s can be read: %s', (text, isRead) => {
    expect(variables.safeParse({ SUPPORT_ALLOW: text }).success).toBe(isRead);
  });

  it('a list beside everyone is a mistake', () => {
    const both = { SUPPORT_PUBLIC: '1', SUPPORT_ALLOW: '10.0.0.0/8' };
    expect(contradictionsOfSupport(both)).toEqual([
      'SUPPORT_ALLOW lets nobody in whom SUPPORT_PUBLIC=1 does not. Leave one of them out.',
    ]);
    expect(contradictionsOfSupport({ SUPPORT_ALLOW: '10.0.0.0/8' })).toEqual([]);
  });
});
