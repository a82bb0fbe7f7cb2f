import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, it } from 'vitest';
import {
  allowedMethods,
  isReadableAddress,
  ownAddressOf,
  receiveHeaders,
} from './receive-request.ts';

const baseUrl = 'https://console.example.org';
const received = (given: IncomingHttpHeaders, trustedProxies = 0): IncomingHttpHeaders => {
  const headers = { ...given };
  receiveHeaders(headers, '192.0.2.9', { baseUrl, trustedProxies });
  return headers;
};

describe('what a request says of itself', () => {
  it('is the configured address, whatever its sender made up', () => {
    expect(
      received({
        host: 'evil.example',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
        'x-forwarded-port': '1',
        'x-middleware-subrequest': 'proxy',
        'x-console-asked-here': '1',
        'x-console-address': '/forged',
        accept: '*/*',
      }),
    ).toEqual({
      host: 'console.example.org',
      'x-forwarded-host': 'console.example.org',
      'x-forwarded-proto': 'http',
      'x-forwarded-for': '192.0.2.9',
      accept: '*/*',
    });
  });

  it.each([
    [0, undefined, '192.0.2.9'],
    [0, '198.51.100.1', '192.0.2.9'],
    [1, '198.51.100.1', '198.51.100.1'],
    [1, 'made up, 198.51.100.1', '198.51.100.1'],
    [2, 'made up, 203.0.113.1, 198.51.100.1', '203.0.113.1'],
    [2, '198.51.100.1', '198.51.100.1'],
    [1, undefined, '192.0.2.9'],
    [1, ' , ', '192.0.2.9'],
  ])('with %i trusted proxies and the addresses %j comes from %s', (proxies, given, client) => {
    const headers = given === undefined ? {} : { 'x-forwarded-for': given };
    expect(received(headers, proxies)['x-forwarded-for']).toBe(client);
  });

  it('says whether it is meant for this machine, by its name and without a proxy', () => {
    const isHere = (headers: IncomingHttpHeaders): boolean =>
      received(headers)['x-console-asked-here'] === '1';
    for (const host of ['localhost', 'localhost:3000', '127.0.0.1:3000', '[::1]:3000'])
      expect([host, isHere({ host })]).toEqual([host, true]);
    for (const host of [
      'evil.example:3000',
      '127.0.0.1.evil.example',
      'localhost.evil.example',
      '127.0.0.1@evil.example',
      '0.0.0.0:3000',
      '',
      ' ',
    ])
      expect([host, isHere({ host })]).toEqual([host, false]);
    expect(isHere({})).toBe(false);
    expect(isHere({ host: 'localhost', forwarded: 'for=192.0.2.1' })).toBe(false);
  });
});

describe('another name of this machine', () => {
  const own = 'http://localhost:3000';
  it.each([
    ['127.0.0.1:3000', '/sync?a=b', `${own}/sync?a=b`],
    ['[::1]:3000', '/', `${own}/`],
    ['localhost:3000', '/', null],
    ['127.0.0.1:3001', '/', null],
    ['evil.example:3000', '/', null],
    ['127.0.0.1:3000', '/api/health/live', null],
    ['127.0.0.1:3000', '//evil.example', null],
    ['127.0.0.1:3000', 'http://evil.example/', null],
    [undefined, '/', null],
  ])('%s%s leads to %s', (host, url, to) => {
    const opened = { 'sec-fetch-mode': 'navigate' };
    const headers = host === undefined ? opened : { ...opened, host };
    expect(ownAddressOf({ method: 'GET', url, headers }, own)).toBe(to);
    expect(ownAddressOf({ method: 'POST', url, headers }, own)).toBeNull();
  });

  it('matters to nobody but a browser that opens a page', () => {
    const headers = { host: '127.0.0.1:3000', 'sec-fetch-mode': 'cors' };
    expect(ownAddressOf({ method: 'GET', url: '/', headers }, own)).toBeNull();
  });

  it('leads nowhere behind a proxy', () => {
    const headers = { host: '127.0.0.1:3000', 'sec-fetch-mode': 'navigate' };
    const page = { method: 'GET', url: '/', headers };
    expect(ownAddressOf(page, baseUrl)).toBeNull();
    expect(ownAddressOf(page, 'https://localhost:3000')).toBeNull();
  });
});

it.each([
  ['/', true],
  ['/sync/local-12?to=%', true],
  ['/sync/%41', true],
  ['/sync/%', false],
  ['/sync/%E0%A4%A', false],
  ['http://evil.example/', false],
  ['*', false],
  ['', false],
])('the address %j can be read: %s', (url, isReadable) => {
  expect(isReadableAddress(url)).toBe(isReadable);
});

it.each([
  ['/_next/static/chunks/a.js', false],
  ['/favicon.ico', false],
  ['/favicon.ico?1', false],
  ['/sign-in', true],
  ['/api/v1/sync/start', true],
  ['/favicon.icon', true],
])('something can be sent to %j: %s', (url, isTaken) => {
  expect(allowedMethods(url).includes('POST')).toBe(isTaken);
  expect(allowedMethods(url)).toEqual(expect.arrayContaining(['GET', 'HEAD']));
});
