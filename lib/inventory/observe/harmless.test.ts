import fc from 'fast-check';
import { expect, it } from 'vitest';
import { harmlessText, hidden, isHiding } from './harmless.ts';

it.each([
  ['db.t3.small', 'db.t3.small'],
  ['core-staging-bulk-upload', 'core-staging-bulk-upload'],
  ['reval.queue.recommendationstatuscheck.updated.recommendation', null],
  ['cron(30 4 ? * MON *)', 'cron(30 4 ? * MON *)'],
  ['arn:aws:kms:eu-west-2:123456789012:key/x', 'arn:aws:kms:eu-west-2:[number]:key/x'],
  [
    '123456789012.dkr.ecr.eu-west-2.amazonaws.com/app',
    '[number].dkr.ecr.eu-west-2.amazonaws.com/app',
  ],
  ['1234-5678-9012', '[number]'],
  ['postgres://admin:hunter2@db.example:5432/core', 'postgres://db.example:5432/core'],
  ['https://b.s3.example/x?X-Amz-Signature=abc&y=1', `https://b.s3.example/x?${hidden}`],
  ['password=hunter2 rest', `password=${hidden} rest`],
  ['run --api-token hunter2', `run --api-token ${hidden}`],
  ['Bearer abcdefghij', `Bearer ${hidden}`],
  ['key AKIAIOSFODNN7EXAMPLE here', `key ${hidden} here`],
  ['wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY', hidden],
  ['0123456789abcdef0123456789abcdef', hidden],
  ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc', hidden],
  ['somebody@example.org', hidden],
  ['c0ffee00-0000-4000-8000-000000000000', hidden],
  ['doctor 1234567', 'doctor [number]'],
  ['rabbitmq@sha256:38a203e1986cf796', 'rabbitmq'],
  ['-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----', hidden],
])('keeps of %s only what is harmless', (text, kept) => {
  expect(harmlessText(text, 300)).toBe(kept ?? text);
});

it('hides what is far too long, and cuts what is too long', () => {
  expect(harmlessText('a '.repeat(700), 300)).toBe(hidden);
  expect(harmlessText('a'.repeat(20), 10)).toBe('aaaaaaaaa…');
});

it('leaves what it has made as it is, on one line', () => {
  const parts = fc.constantFrom(
    'password',
    '=',
    'Bearer ',
    '123456789012',
    '?',
    '&',
    '@',
    'AKIA',
    'x',
    '0',
    'token: ',
    '\n',
    '-----BEGIN',
    '://',
    '-',
    '[hidden]',
    ' ',
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(parts, fc.string({ maxLength: 5 })), { maxLength: 30 }),
      (all) => {
        const once = harmlessText(all.join(''), 300);
        expect(harmlessText(once, 300)).toBe(once);
        expect(once).not.toMatch(/\n|\d{12}/);
      },
    ),
  );
});

it('knows what it has hidden', () => {
  expect(isHiding(harmlessText('123456789012', 300))).toBe(true);
  expect(isHiding(harmlessText('app', 300))).toBe(false);
});
