import { expect, it } from 'vitest';
import { newId } from '#lib/kernel/ids.ts';
import {
  describeAccess,
  fillHashQueue,
  operator,
  viewer,
} from '#lib/testing/access/access-suite.ts';
import { systemActor } from './actors.ts';
import { AddPerson, addPerson, firstAdmin, listPeople } from './people.ts';
import { findPersonOfSession } from './sessions.ts';

describeAccess('people', (access) => {
  const { enter, auditOf, addAccount } = access;

  it('makes the first admin once, also when two processes start at once', async () => {
    const made = await Promise.all([
      firstAdmin(access.world, 'admin@localhost', 'first-a'),
      firstAdmin(access.world, 'admin@localhost', 'first-b'),
    ]);
    const accounts = made.filter((account) => account !== null);
    expect(accounts).toHaveLength(1);
    const [account] = accounts;
    expect(account?.password).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
    expect(await firstAdmin(access.world, 'admin@localhost', 'first-c')).toBeNull();
    expect(
      await enter({ email: ' ADMIN@localhost', password: account?.password ?? '' }, 'first-in'),
    ).toMatchObject({
      ok: true,
      value: { person: { email: 'admin@localhost', role: 'admin' } },
    });
    expect(await auditOf('first-in')).toMatchObject([
      { action: 'access.sign-in', actor: 'admin@localhost', outcome: 'done' },
    ]);
  });

  it('keeps one person an email, whatever its case', async () => {
    await addAccount('same@example.org');
    expect(
      await addPerson(access.world, systemActor('same'), {
        email: 'Same@Example.org',
        role: 'admin',
      }),
    ).toMatchObject({
      ok: false,
      fault: { kind: 'conflict' },
    });
    expect(
      await addPerson(access.world, systemActor('none'), { email: 'nobody', role: 'admin' }),
    ).toMatchObject({
      ok: false,
      fault: { kind: 'invalid' },
    });
    expect(
      await addPerson(access.world, operator, { email: 'more@example.org', role: 'admin' }),
    ).toMatchObject({
      ok: false,
      fault: { kind: 'forbidden' },
    });
  });

  it('keeps one person an address, however it is spelled', async () => {
    const password = await addAccount('Zoe\u0308@example.org');
    for (const email of [
      'zo\u00eb@example.org',
      'zo\u00eb\u200b@\uff45xample.org',
      'ZO\u00cb@example.org',
    ]) {
      expect(
        await addPerson(access.world, systemActor('spelled'), { email, role: 'admin' }),
      ).toMatchObject({ fault: { kind: 'conflict' } });
      expect(await enter({ email, password }, 'spelled')).toMatchObject({
        ok: true,
        value: { person: { email: 'zo\u00eb@example.org', role: 'viewer' } },
      });
    }
    for (const email of ['a\u0000@example.org', 'a\ud800@example.org'])
      expect(await enter({ email, password }, 'no-address')).toMatchObject({
        fault: { kind: 'forbidden' },
      });
    expect(await auditOf('no-address')).toHaveLength(2);
  });

  it('refuses who may not add people, and what is no address, before it hashes', async () => {
    const empty = fillHashQueue();
    const request = { email: 'refused@example.org', role: 'admin' } as const;
    const late = addPerson(access.world, systemActor('adds-late'), request);
    const refusals = Promise.all([
      addPerson(access.world, { ...viewer, requestId: 'may-not-add' }, request),
      addPerson(access.world, systemActor('adds-nobody'), { ...request, email: 'nobody' }),
    ]);
    await expect(late).rejects.toMatchObject({ fault: { kind: 'busy' } });
    const refused = await refusals;
    await empty();
    expect(refused).toMatchObject([
      { fault: { kind: 'forbidden' } },
      { fault: { kind: 'invalid' } },
    ]);
    expect(await auditOf('may-not-add')).toMatchObject([
      { action: 'people.manage', outcome: 'denied', target: 'refused@example.org' },
    ]);
    expect(await auditOf('adds-nobody')).toMatchObject([{ outcome: 'failed', target: 'unknown' }]);
  });

  it.each(['1234567@example.org', 'gmc-１２３４５６７@example.org'])(
    'gives nobody the address %s, which may have a number of a doctor',
    (email) => expect(AddPerson.safeParse({ email, role: 'viewer' }).success).toBe(false),
  );

  it.each(['1234567', 'A Person, 123 4567', '\u202eA Person', 'A\0'])(
    'gives nobody the name %j, which every viewer reads',
    (name) => {
      const given = { email: 'named@example.org', role: 'viewer' };
      expect(AddPerson.safeParse({ ...given, name: 'A Person' }).success).toBe(true);
      expect(AddPerson.safeParse({ ...given, name }).success).toBe(false);
    },
  );

  it('shows a person the same way, whoever reads them', async () => {
    const password = await addAccount('seen@example.org');
    const signedIn = await enter({ email: 'seen@example.org', password }, 'seen');
    const listed = await listPeople(access.world, systemActor('seen'));
    if (!signedIn.ok || !listed.ok) throw new Error('no person was read');
    const { person, session } = signedIn.value;
    const { id } = person;
    expect(person).toMatchObject({
      id,
      email: 'seen@example.org',
      name: 'seen@example.org',
      role: 'viewer',
      mustChangePassword: true,
      disabledAt: null,
    });
    expect(person.createdAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/);
    expect(await findPersonOfSession(access.world, session)).toEqual(person);
    expect(listed.value.filter((person) => person.id === id)).toEqual([person]);

    await access.database.run('update person set disabled_at = clock_timestamp() where id = $1', [
      id,
    ]);
    expect(await findPersonOfSession(access.world, session)).toBeNull();
    for (const made of ['', id, newId(), `${session}.x`, `${session.slice(0, -1)}'`, '\u0000'])
      expect(await findPersonOfSession(access.world, made)).toBeNull();
  });
});
