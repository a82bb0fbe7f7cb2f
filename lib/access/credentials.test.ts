import { describe, expect, it } from 'vitest';
import { mayBecomePassword } from './credentials.ts';

const email = 'somebody@example.org';
const current = 'what it is now';
const check = (next: string, again = next) => mayBecomePassword(email, { current, next, again });

describe('a new password', () => {
  it('is anything of twelve characters or more', () => {
    for (const next of ['correct horse battery', 'x'.repeat(12), '🐎'.repeat(12)])
      expect(check(next).ok).toBe(true);
  });

  it.each([
    ['differs the second time', check('correct horse battery', 'correct horse batery')],
    ['is empty', check('')],
    ['is too short', check('eleven char')],
    ['is too short, however many bytes', check('🐎'.repeat(11))],
    ['is the current one', check(current)],
    ['is the email address', check(' Somebody@Example.ORG')],
  ])('is refused when it %s', (_, result) =>
    expect(result).toMatchObject({ ok: false, fault: { kind: 'invalid' } }),
  );
});
