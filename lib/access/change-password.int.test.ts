import { expect, it } from 'vitest';
import { describeAccess } from '#lib/testing/access/access-suite.ts';
import { systemActor } from './actors.ts';
import type { Actor } from './model.ts';
import { findPersonOfSession } from './sessions.ts';

describeAccess('a change of password', (access) => {
  const { enter, change, auditOf, addAccount, sessionWith, unpaced } = access;

  it('lets a person change their own password, once they know the current one', async () => {
    const email = 'changing@example.org';
    const current = await addAccount(email);
    const actor: Actor = { id: 'c', name: email, role: 'viewer', requestId: 'change' };
    const next = 'correct horse battery';
    const stateOf = async () =>
      (
        await access.database.rows('select must_change_password from person where email = $1', [
          email,
        ])
      )[0];

    expect(await change(actor, { current, next, again: 'another one' })).toMatchObject({
      ok: false,
      fault: { kind: 'invalid' },
    });
    expect(await change(actor, { current: 'wrong', next, again: next })).toMatchObject({
      ok: false,
      fault: { kind: 'forbidden', says: 'The current password is wrong.' },
    });
    expect(await stateOf()).toEqual({ must_change_password: true });
    expect(await change(actor, { current, next, again: next })).toMatchObject({
      ok: true,
    });
    expect(await stateOf()).toEqual({ must_change_password: false });
    expect(await enter({ email, password: current }, 'old')).toMatchObject({
      ok: false,
      fault: { kind: 'forbidden' },
    });
    expect(await enter({ email, password: next }, 'new')).toMatchObject({
      ok: true,
      value: { person: { mustChangePassword: false } },
    });

    const rows = await auditOf('change');
    expect(rows).toMatchObject([
      { action: 'access.change-password', actor: email, target: email, outcome: 'failed' },
      { outcome: 'denied' },
      { outcome: 'done', fault: null },
    ]);
    expect(JSON.stringify(rows)).not.toContain(next);
  });

  it('ends every session of a person whose password changes, but the new one', async () => {
    const email = 'elsewhere@example.org';
    const current = await addAccount(email);
    const other = await addAccount('bystander@example.org');
    const before = [await sessionWith(email, current), await sessionWith(email, current)];
    const bystander = await sessionWith('bystander@example.org', other);
    const actor: Actor = { id: 'e', name: email, role: 'viewer', requestId: 'ends' };
    const next = 'correct horse battery';

    await change(actor, { current: 'wrong', next, again: next });
    for (const session of before)
      expect(await findPersonOfSession(access.world, session)).toMatchObject({ email });
    const changed = await change(actor, { current, next, again: next });
    if (!changed.ok) throw new Error(changed.fault.says);
    for (const session of before)
      expect(await findPersonOfSession(access.world, session)).toBeNull();
    expect(await findPersonOfSession(access.world, changed.value.session)).toMatchObject({ email });
    expect(await findPersonOfSession(access.world, await sessionWith(email, next))).toMatchObject({
      email,
    });
    expect(await findPersonOfSession(access.world, bystander)).toMatchObject({
      email: 'bystander@example.org',
    });
    expect(changed.value.session).not.toContain(next);
    const rows = await access.database.rows(
      `select session.id from session join person on person.id = person_id
       where email = $1 and session.id <> all($2::uuid[])`,
      [email, [changed.value.session]],
    );
    // The one that was opened since.
    expect(rows).toHaveLength(1);
  });

  it('slows who guesses the current password, and refuses an actor without one', async () => {
    const email = 'guessed@example.org';
    const current = await addAccount(email);
    const actor: Actor = { id: 'g', name: email, role: 'viewer', requestId: 'guess-current' };
    const next = 'correct horse battery';
    const pace = unpaced();
    for (let n = 0; n < 5; n++)
      await change(actor, { current: `guess ${n}`, next, again: next }, pace);
    expect(await change(actor, { current, next, again: next }, pace)).toMatchObject({
      ok: false,
      fault: { kind: 'busy' },
    });
    expect(await enter({ email, password: current }, 'still in', pace)).toMatchObject({ ok: true });
    expect(await change(systemActor('no-password'), { current, next, again: next })).toMatchObject({
      ok: false,
    });
  });

  it('takes no password that is guessed first', async () => {
    const words = 'Choose another; a few words in a row are good.';
    const email = 'common@example.org';
    const current = await addAccount(email);
    const actor: Actor = { id: 'c', name: email, role: 'viewer', requestId: 'common' };
    for (const next of ['Password2026!', 'Common-202611', 'aaaaaaaaaaaaaaa'])
      expect(await change(actor, { current, next, again: next })).toMatchObject({
        ok: false,
        fault: {
          kind: 'invalid',
          fields: { next: 'The new password is one of the first that are guessed. ' + words },
        },
      });
    expect(await enter({ email, password: current }, 'kept')).toMatchObject({ ok: true });
  });
});
