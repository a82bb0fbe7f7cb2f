import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bidirectionalRefused, controlRefused, sevenDigitsRefused } from './free-text.ts';
import { confirmEnvironment, Confirmation, isNameTyped } from './confirmation.ts';

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,30}$/);
const blanks = fc.stringMatching(/^[ \t\n\u00a0]{0,4}$/);

describe('the confirmation of a command', () => {
  it('takes the name of the environment with blanks around it, in production and elsewhere', () =>
    fc.assert(
      fc.property(name, blanks, blanks, fc.boolean(), (typed, before, after, isProduction) => {
        const environment = { name: typed, isProduction };
        expect(confirmEnvironment(environment, before + typed + after, 'do it').ok).toBe(true);
      }),
    ));

  it('refuses whatever else was typed in production, and names the field', () =>
    fc.assert(
      fc.property(name, fc.option(fc.string(), { nil: undefined }), (expected, typed) => {
        fc.pre(typed?.trim() !== expected);
        expect(
          confirmEnvironment({ name: expected, isProduction: true }, typed, 'start a sync'),
        ).toEqual({
          ok: false,
          fault: {
            kind: 'invalid',
            says: `Type the name of the environment, ${expected}, to start a sync in production.`,
            fields: { typedName: `Type ${expected}.` },
          },
        });
      }),
    ));

  it('wants no name outside production', () =>
    fc.assert(
      fc.property(name, fc.option(fc.string(), { nil: undefined }), (expected, typed) => {
        const environment = { name: expected, isProduction: false };
        expect(confirmEnvironment(environment, typed, 'do it').ok).toBe(true);
      }),
    ));

  it('tells letters apart: case, inner blanks and look-alikes are another name', () => {
    for (const typed of ['Prod', 'pr od', 'prod2', 'рrod', ''])
      expect(isNameTyped('prod', typed)).toBe(false);
  });

  it('the schema trims what was typed, bounds it, and is the same when it is read twice', () => {
    const once = Confirmation.parse({ reason: '  weekly ', typedName: ' prod ' });
    expect(once).toEqual({ reason: 'weekly', typedName: 'prod' });
    expect(Confirmation.parse(once)).toEqual(once);
    expect(Confirmation.safeParse({ reason: 'x'.repeat(501) }).error?.issues[0]?.message).toBe(
      'Say why in at most 500 characters.',
    );
  });

  it.each([
    ['a\u0000b', controlRefused],
    ['see \u202e7000', bidirectionalRefused],
    ['for 7000001', sevenDigitsRefused],
  ])('refuses the reason %j with a sentence', (reason, says) => {
    expect(Confirmation.safeParse({ reason }).error?.issues[0]?.message).toBe(says);
  });

  it('takes a reason that shows nothing for none', () => {
    expect(Confirmation.parse({ reason: ' \u200b\u2060 ' }).reason).toBe('');
  });
});
