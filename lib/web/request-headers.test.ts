import { describe, expect, it } from 'vitest';
import {
  clientRequestIdHeader,
  clientRequestIdOf,
  isSameOrigin,
  passedClientRequestId,
  requestIdHeader,
} from './request-headers.ts';

const theirs = (given: Record<string, string>) => clientRequestIdOf(new Headers(given));

it('keeps an id that came along beside our own', () => {
  expect(theirs({ [requestIdHeader]: '0a1b2c3d-e4f5' })).toBe('0a1b2c3d-e4f5');
  expect(theirs({ [clientRequestIdHeader]: '0a1b2c3d-e4f5' })).toBe('0a1b2c3d-e4f5');
  expect(theirs({})).toBeNull();
});

it('does not take our own id for one that came along', () => {
  const passed = new Headers({ [requestIdHeader]: '0a1b2c3d-e4f5' });
  expect(passedClientRequestId(passed)).toBeNull();
  passed.set(clientRequestIdHeader, '5f4e3d2c1b0a');
  expect(passedClientRequestId(passed)).toBe('5f4e3d2c1b0a');
});

it.each(['short', 'with blanks in it', 'a'.repeat(65), '<script>alert(1)</script>', 'run-1234567'])(
  'keeps nothing of %s',
  (given) => expect(theirs({ [requestIdHeader]: given })).toBeNull(),
);

const baseUrl = 'https://console.example.org';
const from = (headers: Record<string, string>): boolean =>
  isSameOrigin(new Headers(headers), baseUrl);

describe('a request that changes something', () => {
  it('comes from a page of this console', () => {
    expect(from({ origin: baseUrl, host: 'proxy:3000' })).toBe(true);
    expect(from({ 'sec-fetch-site': 'same-origin' })).toBe(true);
  });

  const foreign: readonly Record<string, string>[] = [
    { origin: 'https://evil.example.org', host: 'console.example.org' },
    { origin: 'http://console.example.org', host: 'console.example.org' },
    { origin: 'https://console.example.org:444', host: 'console.example.org:444' },
    { origin: 'http://localhost:3000', host: 'localhost:3000' },
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
