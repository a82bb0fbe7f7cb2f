import { describe, expect, it } from 'vitest';
import { isSameOrigin, requestIdHeader, requestIdOf } from './request-headers.ts';

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

const baseUrl = 'https://console.example.org';
const from = (headers: Record<string, string>): boolean =>
  isSameOrigin(new Headers(headers), baseUrl);

describe('a request that changes something', () => {
  it('comes from a page of this console', () => {
    expect(from({ origin: baseUrl, host: 'proxy:3000' })).toBe(true);
    expect(from({ origin: 'http://localhost:3000', host: 'localhost:3000' })).toBe(true);
    expect(from({ 'sec-fetch-site': 'same-origin' })).toBe(true);
  });

  const foreign: readonly Record<string, string>[] = [
    { origin: 'https://evil.example.org', host: 'console.example.org' },
    { origin: 'null', host: 'console.example.org' },
    { origin: 'https://console.example.org.evil.example', host: 'console.example.org' },
    { origin: 'not an origin', host: 'not an origin' },
    { host: 'console.example.org' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site' },
  ];
  it.each(foreign)('is refused otherwise: %o', (headers) => {
    expect(from(headers)).toBe(false);
  });
});
