import { expect, it } from 'vitest';
import { describeAccess } from '#lib/testing/access/access-suite.ts';
import { findPersonOfSession, signOut } from './sessions.ts';

describeAccess('sessions', (access) => {
  const { enter, auditOf, addAccount } = access;

  let count = 0;
  async function signedIn() {
    const email = `session-${++count}@example.org`;
    const password = await addAccount(email);
    const open = async (): Promise<string> => {
      const answer = await enter({ email, password }, 'session');
      if (!answer.ok) throw new Error(answer.fault.says);
      return answer.value.session;
    };
    return { email, session: await open(), another: await open() };
  }
  const isOpen = async (session: string): Promise<boolean> =>
    (await findPersonOfSession(access.world, session)) !== null;
  const ages = (session: string, column: 'seen_at' | 'ends_at', by: string) =>
    access.database.run(
      `update session set ${column} = clock_timestamp() + $2::interval where id = $1`,
      [session, by],
    );

  it('is over when it was signed out, whoever has a copy, and the others are not', async () => {
    const { email, session, another } = await signedIn();
    await signOut(access.world, session, 'out');
    await signOut(access.world, session, 'out-again');
    expect([await isOpen(session), await isOpen(another)]).toEqual([false, true]);
    expect(await auditOf('out')).toMatchObject([
      { action: 'access.sign-out', actor: email, target: email, outcome: 'done' },
    ]);
    expect(await auditOf('out-again')).toEqual([]);
  });

  it('ends after an hour without use, and use keeps it open', async () => {
    const { session, another } = await signedIn();
    await ages(session, 'seen_at', '-61 minutes');
    await ages(another, 'seen_at', '-59 minutes');
    expect([await isOpen(session), await isOpen(another)]).toEqual([false, true]);
    const [used] = await access.database.rows(
      `select clock_timestamp() - seen_at < interval '1 minute' as now
         from session where id = $1`,
      [another],
    );
    expect(used).toEqual({ now: true });
  });

  it('ends after a working day, however much it is used, and its row goes', async () => {
    const { session, another } = await signedIn();
    const [ends] = await access.database.rows<{ hours: number }>(
      `select extract(epoch from ends_at - opened_at)::int / 3600 as hours
         from session where id = $1`,
      [session],
    );
    expect(ends).toEqual({ hours: 8 });
    await ages(session, 'ends_at', '-1 second');
    expect([await isOpen(session), await isOpen(another)]).toEqual([false, true]);
    await signedIn();
    expect(await access.database.rows('select id from session where id = $1', [session])).toEqual(
      [],
    );
  });

  it.each([
    ['another role', "role = 'admin'"],
    ['another password', "password_hash = 'another'"],
    ['been disabled', 'disabled_at = clock_timestamp()'],
  ])('ends when its person has %s, by whatever way', async (_, change) => {
    const { email, session } = await signedIn();
    expect(await isOpen(session)).toBe(true);
    await access.database.run(`update person set ${change} where email = $1`, [email]);
    expect(await isOpen(session)).toBe(false);
  });
});
