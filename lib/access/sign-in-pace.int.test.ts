import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newId } from '#lib/kernel/ids.ts';
import { describeAccess } from '#lib/testing/access/access-suite.ts';
import { mostPaceRows } from './sign-in-pace-store.ts';
import { paceSignIns, type SignInPace } from './sign-in-pace.ts';

describeAccess('how fast passwords may be tried', (access) => {
  const { unpaced, waits } = access;
  /** Milliseconds to wait; null: the try was counted, and was wrong. */
  const wrong = async (pace: SignInPace, account: string, address: string) => {
    const admission = await pace.admit(account, address);
    return admission.ok ? null : admission.waitMs;
  };
  const right = async (pace: SignInPace, account: string, address: string) => {
    const admission = await pace.admit(account, address);
    if (admission.ok) await admission.succeeded();
    return admission.ok;
  };
  const untilRefused = async (tryOnce: () => Promise<number | null>): Promise<number> => {
    for (let tries = 0; ; tries += 1) if ((await tryOnce()) !== null) return tries;
  };

  it('is five at once of one account from one address, then one in half a minute', async () => {
    const pace = unpaced();
    expect(await untilRefused(() => wrong(pace, 'a', 'here'))).toBe(5);
    const wait = (await wrong(pace, 'a', 'here')) ?? 0;
    expect(wait).toBeGreaterThan(15_000);
    expect(wait).toBeLessThanOrEqual(30_000);
    await waits(30);
    expect(await untilRefused(() => wrong(pace, 'a', 'here'))).toBe(1);
  });

  it('is one pace for all web processes, however many try at once', async () => {
    const secret = newId();
    const processes = [1, 2, 3].map(() => paceSignIns(access.database, secret));
    const admissions = await Promise.all(
      Array.from({ length: 10 }, () => processes.map((pace) => pace.admit('a', 'here'))).flat(),
    );
    expect(admissions.filter(({ ok }) => ok)).toHaveLength(5);
    const [one, other] = processes;
    if (one === undefined || other === undefined) throw new Error('three were made');
    expect(await right(one, 'b', 'home')).toBe(true);
    await untilRefused(() => wrong(one, 'b', newId()));
    expect(await right(other, 'b', 'home')).toBe(true);
  });

  it('hinders nobody where many come and go at once', async () => {
    const pace = unpaced();
    const made = await Promise.all(
      Array.from({ length: 60 }, (_, n) => right(pace, `a${n % 3}`, `from ${n % 4}`)),
    );
    expect(made).toContain(true);
  });

  it('does not grow with tries that were refused: nobody is locked out', async () => {
    const pace = unpaced();
    for (let time = 0; time < 100; time++) await wrong(pace, 'a', 'here');
    await waits(30);
    expect(await right(pace, 'a', 'here')).toBe(true);
  });

  it('takes from no other account or address what a refused try would have taken', async () => {
    const pace = unpaced();
    await untilRefused(() => wrong(pace, 'a', 'here'));
    for (let time = 0; time < 50; time++) await wrong(pace, 'a', 'here');
    expect(await untilRefused(() => wrong(pace, newId(), 'here'))).toBe(25);
    expect(await untilRefused(() => wrong(pace, 'a', newId()))).toBe(25);
    for (let time = 0; time < 10; time++) await wrong(pace, 'b', 'here');
    await waits(60);
    expect(await untilRefused(() => wrong(pace, 'b', 'here'))).toBe(5);
  });

  it('is not slowed at home by what others try elsewhere', async () => {
    const pace = unpaced();
    expect(await right(pace, 'admin', 'home')).toBe(true);
    for (let minute = 0; minute < 5; minute++) {
      for (let attacker = 0; attacker < 40; attacker++)
        await wrong(pace, 'admin', `elsewhere ${attacker}`);
      await waits(60);
      expect(await right(pace, 'admin', 'home')).toBe(true);
    }
    await untilRefused(() => wrong(pace, 'admin', newId()));
    expect((await wrong(pace, 'admin', 'a new address')) ?? 0).toBeLessThanOrEqual(10_000);
  });

  it('is bounded for one account, however many addresses try', async () => {
    const pace = unpaced();
    expect(await untilRefused(() => wrong(pace, 'a', newId()))).toBe(30);
    await waits(60);
    expect(await untilRefused(() => wrong(pace, 'a', newId()))).toBe(6);
    // What is tried where the account is known counts there alone.
    expect(await right(pace, 'b', 'home')).toBe(true);
    expect(await untilRefused(() => wrong(pace, 'b', 'home'))).toBe(5);
    expect(await untilRefused(() => wrong(pace, 'b', newId()))).toBe(30);
  });

  it('is bounded for one address, however many accounts it tries', async () => {
    const pace = unpaced();
    expect(await untilRefused(() => wrong(pace, newId(), 'here'))).toBe(30);
    expect(await wrong(pace, 'b', 'there')).toBeNull();
  });

  it('counts no right one, and none that was never looked at', async () => {
    const pace = unpaced();
    for (let time = 0; time < 40; time++) expect(await right(pace, 'a', 'here')).toBe(true);
    for (let time = 0; time < 40; time++) {
      const admission = await pace.admit('b', 'here');
      expect(admission.ok).toBe(true);
      if (admission.ok) await admission.undo();
    }
  });

  it('is the same for any two accounts that were tried alike', async () => {
    const tries = fc.array(
      fc.record({ address: fc.constantFrom('x', 'y', 'z'), seconds: fc.nat({ max: 20 }) }),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(tries, async (made) => {
        // Each has a pace of its own, and they share the time.
        const [one, other] = [unpaced(), unpaced()];
        for (const { address, seconds } of made) {
          await waits(seconds);
          const answers = await Promise.all([
            wrong(one, 'exists@example.org', address),
            wrong(other, 'nobody@example.org', address),
          ]);
          expect(new Set(answers.map((wait) => wait === null)).size).toBe(1);
        }
      }),
      { numRuns: 10 },
    );
  });

  it('lets the owner of a session try five times, whatever happens at sign-in', async () => {
    const pace = unpaced();
    await untilRefused(() => wrong(pace, 'a', newId()));
    const owned = [];
    for (let time = 0; time < 6; time++) owned.push((await pace.admitOwner('a')).ok);
    expect(owned).toEqual([true, true, true, true, true, false]);
  });

  it('says nothing of accounts and addresses to whoever reads its rows', async () => {
    await access.database.run('delete from sign_in_pace');
    expect(await right(unpaced(), 'somebody@example.org', '192.0.2.1')).toBe(true);
    const rows = await access.database.rows('select key from sign_in_pace');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/somebody|192/);
  });

  it('forgets what is past, and keeps a bounded number of rows, the longest known', async () => {
    const { database } = access;
    await database.run('delete from sign_in_pace');
    const count = async () =>
      (await database.rows<{ n: number }>('select count(*)::int as n from sign_in_pace'))[0]?.n;
    const pace = unpaced();
    await wrong(pace, 'a', 'here');
    await waits(60);
    expect(await right(pace, 'b', 'home')).toBe(true);
    await waits(60);
    await wrong(pace, 'c', 'there');
    // Three of the last try, and that b was signed in to from home.
    expect(await count()).toBe(4);

    await database.run(
      `insert into sign_in_pace (key, until)
       select 'x' || number, clock_timestamp() + number * interval '1 millisecond' + interval '1 h'
       from generate_series(1, ${mostPaceRows + 50}) as number`,
    );
    await wrong(pace, 'd', 'there');
    expect(await count()).toBeLessThanOrEqual(mostPaceRows + 5);
    for (let time = 0; time < 40; time++) await wrong(pace, 'b', newId());
    expect(await right(pace, 'b', 'home')).toBe(true);
  });
});
