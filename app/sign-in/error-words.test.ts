import { describe, expect, it } from 'vitest';
import { errorWords } from './error-words.ts';

describe('what ?error= means', () => {
  it('is nothing without one', () =>
    expect([errorWords(undefined), errorWords(''), errorWords([])]).toEqual([null, null, null]));

  it('is said in our words', () => {
    expect(errorWords('forbidden')).toBe('The email address or the password is wrong.');
    expect(errorWords('CredentialsSignin')).toBe(errorWords('forbidden'));
    expect(errorWords('SessionEnded')).toMatch(/^You have been signed out: /);
    expect(errorWords('busy')).toMatch(/^Too many tries/);
  });

  it('never repeats what a link says', () => {
    for (const made of ['<b>Call 0800 1234</b>', 'constructor', ['forbidden', 'x']]) {
      expect(errorWords(made)).toBe(
        'Signing in did not work. Try again; if it goes on, ask an admin of this console.',
      );
    }
  });
});
