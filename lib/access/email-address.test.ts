import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalEmail } from './email-address.ts';

describe('an email address', () => {
  it.each([
    ['capitals', 'Zoe@Example.ORG', 'zoe@example.org'],
    ['blanks around it', '\u00a0zoe@example.org \n', 'zoe@example.org'],
    ['full-width letters', 'ｚｏｅ＠ｅｘａｍｐｌｅ．ｏｒｇ', 'zoe@example.org'],
    ['a mark apart from its letter', 'zoe\u0308@example.org', 'zoë@example.org'],
    ['zero-width marks', 'z\u200boe\u2060@\ufeffexample\u00ad.org', 'zoe@example.org'],
    ['a mark of direction', '\u202ezoe@example.org', 'zoe@example.org'],
    ['the sign of Kelvin', '\u212aate@example.org', 'kate@example.org'],
    ['a ligature', 'o\ufb03ce@example.org', 'office@example.org'],
  ])('is the same one with %s', (_, typed, email) => expect(normalEmail(typed)).toBe(email));

  it.each([
    '',
    '@',
    'zoe',
    'zoe@',
    '@example.org',
    'a@b@c',
    'a b@c',
    'a\u0000@b',
    'a\u200b',
    '\u200b@b',
  ])('is not %j', (typed) => expect(normalEmail(typed)).toBeNull());
  it('is not longer than an address may be', () =>
    expect(normalEmail(`${'x'.repeat(250)}@example.org`)).toBeNull());

  it('keeps its spelling when it is read again', () => {
    const part = fc.string({ unit: 'binary', minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(part, part, (name, host) => {
        const email = normalEmail(`${name}@${host}`);
        if (email === null) return;
        expect(normalEmail(email)).toBe(email);
        expect(normalEmail(email.normalize('NFD'))).toBe(email);
      }),
    );
  });
});
