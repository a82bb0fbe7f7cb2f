import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownPath } from './address.ts';

describe('a path of this site', () => {
  it('is what a browser would ask for', () => {
    expect(ownPath('/sync/../indexes?x=1#y')).toBe('/indexes?x=1#y');
    expect(ownPath('/a\nb')).toBe('/ab');
  });

  it.each(['sync', '', '//elsewhere.example/sync', '/\\elsewhere.example', 'javascript:x', '?x'])(
    'is none of %j',
    (address) => {
      expect(ownPath(address)).toBeNull();
    },
  );

  it('is none where its host is only resolved against', () => {
    expect(ownPath('http://console.invalid/sync')).toBeNull();
  });

  it('leads nowhere else, however it is written and however often it is resolved', () => {
    const pieces = ['/', '\\', '.', '..', '%2e', '%2F', '\t', '\n', '//', 'host.example', ':', '@'];
    const base = 'https://console.example.org/sign-in';
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces, '?', '#', 'x', '\u0000', ' ')), (parts) => {
        let path = ownPath(`/${parts.join('')}`);
        for (let time = 0; time < 3 && path !== null; time++) {
          const { origin, pathname, search, hash } = new URL(path, base);
          expect(origin).toBe('https://console.example.org');
          expect(pathname).not.toMatch(/^\/[/\\]/);
          path = pathname + search + hash;
        }
      }),
    );
  });
});
