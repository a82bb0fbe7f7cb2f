import { expect, it } from 'vitest';
import { StartRefused } from '../start-refused.ts';
import type { EnvironmentSettings } from './environment-settings.ts';
import { listenedAddress, refuseReadableProduction } from './public-address.ts';

const start = (isProduction: boolean, HOST: string, baseUrl: string) => () => {
  const environment = { name: 'prod', title: 'Prod', isProduction, driver: 'managed' } as const;
  // Only the environment is read.
  const environments = [{ environment } as EnvironmentSettings];
  refuseReadableProduction({ env: { HOST }, environments }, baseUrl);
};

it.each([
  ['127.0.0.1', 'http://console.example.org'],
  ['0.0.0.0', 'http://localhost:3000'],
  ['127.evil.example', 'http://localhost:3000'],
  ['10.0.0.1', 'http://10.0.0.1:3000'],
])('refuses production rules on %s at %s', (host, baseUrl) => {
  expect(start(true, host, baseUrl)).toThrow(StartRefused);
  expect(start(false, host, baseUrl)).not.toThrow();
});

it.each([
  ['127.0.0.1', 'http://localhost:3000'],
  ['::1', 'http://[::1]:3000'],
  ['0.0.0.0', 'https://console.example.org'],
])('starts them on %s at %s', (host, baseUrl) => {
  expect(start(true, host, baseUrl)).not.toThrow();
});

it.each([
  ['127.0.0.1', 'http://127.0.0.1:3000'],
  ['127.0.0.2', 'http://127.0.0.2:3000'],
  ['::1', 'http://[::1]:3000'],
  ['0.0.0.0', 'http://127.0.0.1:3000'],
  ['::', 'http://[::1]:3000'],
  ['10.0.0.1', 'http://10.0.0.1:3000'],
])('names of %s the address that is listened on', (host, address) => {
  expect(listenedAddress(host, 3000)).toBe(address);
});
