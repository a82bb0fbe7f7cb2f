import { expect, it } from 'vitest';
import { limitFlood } from '#lib/kernel/flood-limit.ts';
import { describeAccess, fillHashQueue } from '#lib/testing/access/access-suite.ts';
import { systemActor } from './actors.ts';
import { tooFast } from './sign-in-pace.ts';
import { changePersonRole } from './change-person.ts';
import { addPerson } from './people.ts';

describeAccess('sign-in', (access) => {
  const { enter, auditOf, addAccount, unpaced } = access;

  it('says the same for a wrong password and an unknown email, and keeps neither', async () => {
    await addAccount('wrong@example.org');
    const wrong = await enter({ email: 'wrong@example.org', password: 'secret-typo' }, 'in-wrong');
    const unknown = await enter({ email: 'secret-typo@example.org', password: 'x' }, 'in-unknown');
    expect(wrong).toMatchObject({ ok: false, fault: { kind: 'forbidden' } });
    expect(unknown).toEqual(wrong);
    const records = JSON.stringify([await auditOf('in-wrong'), await auditOf('in-unknown')]);
    expect(records).toContain('denied');
    expect(records).not.toContain('secret-typo');
  });

  it('slows after five wrong passwords, even sent at once, and locks nobody out', async () => {
    const email = 'slowed@example.org';
    const password = await addAccount(email);
    const pace = unpaced();
    const guess = (whose: string) =>
      Promise.all(
        Array.from({ length: 12 }, (_, n) =>
          enter({ email: whose, password: `guess ${n}` }, `guess ${whose}`, pace),
        ),
      );
    // Which of those that are sent at once come first is not said.
    const withoutSeconds = (answers: readonly unknown[]): string[] =>
      answers.map((one) => JSON.stringify(one).replaceAll(/\d+ seconds?/g, 'some seconds')).sort();
    const guesses = await guess(email);
    expect(guesses.map((one) => (one.ok ? 'in' : one.fault.kind)).sort()).toEqual([
      ...Array<string>(7).fill('busy'),
      ...Array<string>(5).fill('forbidden'),
    ]);
    expect(withoutSeconds([await enter({ email, password }, 'slowed', pace)])).toEqual(
      withoutSeconds([tooFast(30_000)]),
    );
    expect(await auditOf('slowed')).toEqual([]);
    // Word for word and row for row what an account gets that does not exist.
    expect(withoutSeconds(await guess('nobody@example.org'))).toEqual(withoutSeconds(guesses));
    expect(await auditOf('guess nobody@example.org')).toHaveLength(5);
    expect(await auditOf(`guess ${email}`)).toHaveLength(5);

    expect(
      await enter({ email, password, address: 'elsewhere' }, 'not slowed', pace),
    ).toMatchObject({ ok: true });
    await access.waits(30);
    expect(await enter({ email, password }, 'waited', pace)).toMatchObject({ ok: true });
  });

  it('refuses sign-ins when too many wait, and counts no try of theirs', async () => {
    const email = 'crowd@example.org';
    const password = await addAccount(email);
    const attempts = await Promise.all(
      Array.from({ length: 60 }, (_, n) => enter({ email: `nobody-${n}@x`, password }, 'crowd')),
    );
    const busy = attempts.filter((result) => !result.ok && result.fault.kind === 'busy');
    expect(busy.length).toBeGreaterThanOrEqual(30);
    expect(
      attempts.filter((result) => !result.ok && result.fault.kind === 'forbidden').length,
    ).toBeGreaterThanOrEqual(20);
    expect(await auditOf('crowd')).toHaveLength(60 - busy.length);

    const empty = fillHashQueue();
    const pace = unpaced();
    expect(await enter({ email, password: 'wrong' }, 'refused-by-crowd', pace)).toMatchObject({
      ok: false,
      fault: {
        kind: 'busy',
        says: 'Too many people are signing in just now. Try again in a few seconds.',
      },
    });
    await empty();
    for (let time = 0; time < 5; time++)
      expect(await enter({ email, password: 'wrong' }, 'after-crowd', pace)).toMatchObject({
        fault: { kind: 'forbidden' },
      });
  });

  it('refuses a disabled person like a wrong password, and records who it was', async () => {
    const password = await addAccount('gone@example.org');
    await access.database.run(
      "update person set disabled_at = clock_timestamp() where email = 'gone@example.org'",
    );
    const wrong = await enter({ email: 'nobody@example.org', password }, 'gone-nobody');
    expect(await enter({ email: 'gone@example.org', password: 'guess' }, 'gone-guess')).toEqual(
      wrong,
    );
    expect(await enter({ email: 'gone@example.org', password }, 'gone')).toEqual(wrong);
    const row = { actor: 'gone@example.org', target: 'gone@example.org', outcome: 'denied' };
    expect(await auditOf('gone-guess')).toMatchObject([row]);
    expect(await auditOf('gone')).toMatchObject([
      { ...row, fault: { says: 'The account is disabled.' } },
    ]);
  });

  it('records where an attempt came from, and what it was to change', async () => {
    const admin = { ...systemActor('from'), address: '192.0.2.7' };
    const email = 'from@example.org';
    await addPerson(access.world, admin, { email, role: 'support' });
    await changePersonRole(access.world, admin, { email, role: 'operator' });
    await enter({ email, password: 'wrong', address: '192.0.2.8' }, 'from');
    const rows = await access.database.rows(
      `select action, outcome, address, changed from audit where request_id = 'from' order by id`,
    );
    expect(rows).toEqual([
      {
        action: 'people.manage',
        outcome: 'done',
        address: '192.0.2.7',
        changed: { role: 'support' },
      },
      {
        action: 'people.change-role',
        outcome: 'done',
        address: '192.0.2.7',
        changed: { role: 'operator' },
      },
      { action: 'access.sign-in', outcome: 'denied', address: '192.0.2.8', changed: null },
    ]);
  });

  it('is not filled by those who name no account, and says how many they were', async () => {
    let nowMs = 0;
    const unknown = limitFlood(() => nowMs);
    const wrong = { email: 'nobody@example.org', password: 'wrong' };
    for (let number = 0; number < 5; number += 1) await enter(wrong, 'flood', unpaced(), unknown);
    nowMs = 60_000;
    await enter(wrong, 'flood', unpaced(), unknown);
    const says = 'The email address or the password is wrong.';
    expect(await auditOf('flood')).toMatchObject([
      { actor: 'nobody', fault: { says } },
      { actor: 'nobody', fault: { says: `${says} (4 more suppressed.)` } },
    ]);
  });
});
