import { expect, it } from 'vitest';
import { contentSecurityPolicy } from './content-security-policy.ts';

const directives = (isSecure: boolean, isDevelopment = false): ReadonlyMap<string, string> =>
  new Map(
    contentSecurityPolicy('bm9uY2U=', { isSecure, isDevelopment })
      .split('; ')
      .map((directive): [string, string] => {
        const [name = '', ...values] = directive.split(' ');
        return [name, values.join(' ')];
      }),
  );

it('lets scripts and styles run by their nonce alone', () => {
  const policy = directives(true);
  expect(policy.get('script-src')).toBe("'self' 'nonce-bm9uY2U=' 'strict-dynamic'");
  expect(policy.get('style-src')).toBe("'self' 'nonce-bm9uY2U='");
  expect(policy.get('worker-src')).toBe("'self'");
  expect([...policy.values()].join()).not.toMatch(/unsafe|\*|http:/);
});

it('lets nobody frame the console, nor change where its forms and addresses lead', () => {
  const policy = directives(true);
  expect(policy.get('frame-ancestors')).toBe("'none'");
  expect(policy.get('form-action')).toBe("'self'");
  expect(policy.get('base-uri')).toBe("'none'");
  expect(policy.get('object-src')).toBe("'none'");
});

it('upgrades requests only where the console itself is secure', () => {
  expect(directives(true).has('upgrade-insecure-requests')).toBe(true);
  expect(directives(false).has('upgrade-insecure-requests')).toBe(false);
});

it('is loosened in development alone', () => {
  expect(directives(false, true).get('script-src')).toContain('unsafe-eval');
  expect(directives(false).get('script-src')).not.toContain('unsafe-eval');
});
