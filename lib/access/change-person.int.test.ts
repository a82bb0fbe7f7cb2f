import { expect, it } from 'vitest';
import { describeAccess, operator } from '#lib/testing/access/access-suite.ts';
import { systemActor } from './actors.ts';
import { changePersonRole, disableAccount, enableAccount, resetAccount } from './change-person.ts';
import type { Actor } from './model.ts';
import { addPerson } from './people.ts';
import { findPersonOfSession } from './sessions.ts';

describeAccess('changes of people', (access) => {
  const { enter, change, auditOf } = access;

  let count = 0;
  async function account(role: 'viewer' | 'admin' = 'viewer') {
    const email = `changed-${++count}@example.org`;
    const added = await addPerson(access.world, systemActor('changed'), { email, role });
    if (!added.ok) throw new Error(added.fault.says);
    const { password } = added.value;
    const signedIn = await enter({ email, password }, 'changed');
    if (!signedIn.ok) throw new Error(signedIn.fault.says);
    return { email, password, session: signedIn.value.session };
  }
  const admin = (requestId: string): Actor => systemActor(requestId);
  const isOpen = async (session: string): Promise<boolean> =>
    (await findPersonOfSession(access.world, session)) !== null;

  it('gets another role, and is signed out', async () => {
    const { email, session } = await account();
    const spelled = ` ${email.toUpperCase()}`;
    expect(
      await changePersonRole(access.world, admin('role'), { email: spelled, role: 'support' }),
    ).toMatchObject({ ok: true, value: { email, role: 'support' } });
    expect(await isOpen(session)).toBe(false);
    await changePersonRole(access.world, admin('role'), { email, role: 'viewer' });
    expect(await isOpen(session)).toBe(false);
    expect(await auditOf('role')).toMatchObject([
      { action: 'people.change-role', target: email, outcome: 'done' },
      { outcome: 'done' },
    ]);
  });

  it('is disabled and enabled again, and stays signed out', async () => {
    const { email, password, session } = await account();
    const disabled = await disableAccount(access.world, admin('disable'), { email });
    if (!disabled.ok) throw new Error(disabled.fault.says);
    expect(disabled.value.disabledAt).not.toBeNull();
    expect(await isOpen(session)).toBe(false);
    expect(await enter({ email, password }, 'out')).toMatchObject({ ok: false });
    expect(await disableAccount(access.world, admin('disable'), { email })).toEqual(disabled);
    expect(await enableAccount(access.world, admin('enable'), { email })).toMatchObject({
      ok: true,
      value: { disabledAt: null },
    });
    expect(await isOpen(session)).toBe(false);
    expect(await enter({ email, password }, 'in')).toMatchObject({ ok: true });
  });

  it('gets a new password, which is to be changed, and the old one is dead', async () => {
    const { email, password, session } = await account();
    const actor: Actor = { id: 'p', name: email, role: 'viewer', requestId: 'own' };
    const next = 'correct horse battery';
    await change(actor, { current: password, next, again: next });
    const reset = await resetAccount(access.world, admin('reset'), { email });
    if (!reset.ok) throw new Error(reset.fault.says);
    expect(reset.value.person.mustChangePassword).toBe(true);
    expect(await isOpen(session)).toBe(false);
    expect(await enter({ email, password: next }, 'old')).toMatchObject({ ok: false });
    expect(await enter({ email, password: reset.value.password }, 'new')).toMatchObject({
      ok: true,
      value: { person: { mustChangePassword: true } },
    });
    expect(JSON.stringify(await auditOf('reset'))).not.toContain(reset.value.password);
  });

  it('is changed by admins alone, and must exist', async () => {
    const { email, session } = await account();
    const refusals = [
      await changePersonRole(access.world, operator, { email, role: 'admin' }),
      await disableAccount(access.world, operator, { email }),
      await enableAccount(access.world, operator, { email }),
      await resetAccount(access.world, operator, { email }),
    ];
    for (const refusal of refusals) expect(refusal).toMatchObject({ fault: { kind: 'forbidden' } });
    expect(await isOpen(session)).toBe(true);
    for (const nobody of ['nobody@example.org', 'nobody', '\u0000@x'])
      expect(await resetAccount(access.world, admin('nobody'), { email: nobody })).toMatchObject({
        fault: { kind: 'not-found' },
      });
  });

  it('remains an admin while there is no other', async () => {
    await access.database.run("update person set role = 'viewer' where role = 'admin'");
    const [one, other] = [await account('admin'), await account('admin')];
    const both = await Promise.all([
      changePersonRole(access.world, admin('last'), { email: one.email, role: 'viewer' }),
      disableAccount(access.world, admin('last'), { email: other.email }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ fault: { kind: 'precondition' } });
    expect(
      await access.database.rows(
        "select 1 as one from person where role = 'admin' and disabled_at is null",
      ),
    ).toHaveLength(1);
  });
});
