import { expect, it } from 'vitest';
import { isChallenge, localAccessOf, newChallenge, passAfter } from './local-access.ts';

const token = 'a-token-of-tests-that-is-long-enough';

it('lets in the token, and what is shown in its place', () => {
  const [one, next] = [localAccessOf(token), localAccessOf(token)];
  const challenge = newChallenge();
  const pass = passAfter(token, challenge, one.prove(challenge));
  expect(pass).not.toBe(token);
  expect([one.isShownBy(token), one.isShownBy(pass), next.isShownBy(pass)]).toEqual([
    true,
    true,
    false,
  ]);
  const { start, proof } = one.prove(challenge);
  for (const shown of [null, '', start, proof, challenge, `${token} `])
    expect(one.isShownBy(shown)).toBe(false);
});

it('believes nobody who has another token, or proves something else', () => {
  const challenge = newChallenge();
  const proven = localAccessOf(token).prove(challenge);
  expect(passAfter(token, challenge, localAccessOf('another').prove(challenge))).toBeNull();
  expect(passAfter(token, newChallenge(), proven)).toBeNull();
  expect(passAfter(token, challenge, { ...proven, start: newChallenge() })).toBeNull();
  expect(passAfter(token, challenge, { ...proven, proof: '' })).toBeNull();
});

it('proves nothing but what terminals ask', () => {
  expect(isChallenge(newChallenge())).toBe(true);
  for (const text of ['', 'x'.repeat(42), 'x'.repeat(44), `${'x'.repeat(42)}\n`, '["pass"]'])
    expect(isChallenge(text)).toBe(false);
});
