import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limitFlood } from '#lib/kernel/flood-limit.ts';
import { newId } from '#lib/kernel/ids.ts';
import { done, FaultError, refuse } from '#lib/kernel/result.ts';
import { createLog } from '#lib/platform/log.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { embeddedDatabase, postgresDatabase } from '#lib/testing/platform/databases.ts';
import { anonymousActor, systemActor } from './actors.ts';
import { audited, type AccessWorld } from './audited.ts';
import { changePassword } from './change-password.ts';
import { changePersonRole, disableAccount, enableAccount, resetAccount } from './change-person.ts';
import type { ChangePassword } from './credentials.ts';
import type { Actor, Permission } from './model.ts';
import { addPerson, firstAdmin, listPeople } from './people.ts';
import { recordRefusal } from './record-refusal.ts';
import { findPersonOfSession, signOut } from './sessions.ts';
import { signIn } from './sign-in.ts';
import { paceSignIns, type SignInPace } from './sign-in-pace.ts';

const url = process.env.DATABASE_URL;
const operator: Actor = {
  id: 'o',
  name: 'operator@example.org',
  role: 'operator',
  requestId: 'r-operator',
};
const viewer: Actor = {
  id: 'v',
  name: 'viewer@example.org',
  role: 'viewer',
  requestId: 'r-viewer',
};

function accessSuite(open: () => Promise<Database>): void {
  let database: Database;
  let world: AccessWorld;
  beforeAll(async () => {
    database = await open();
    world = {
      database,
      environment: { name: 'local', isProduction: false },
      log: createLog('silent', 'test'),
    };
    await database.script('create table thing (name text primary key)');
  });
  afterAll(() => database.close());

  const unpaced = (): SignInPace => paceSignIns(() => 0);
  const enter = (
    given: { readonly email: string; readonly password: string; readonly address?: string },
    requestId: string,
    pace = unpaced(),
    unknown = limitFlood(() => 0),
  ) => signIn(world, pace, unknown, { address: 'here', ...given }, requestId);
  const change = (actor: Actor, input: ChangePassword, pace = unpaced()) =>
    changePassword(world, pace, actor, input);
  const auditOf = (requestId: string) =>
    database.rows(
      `select actor, actor_role, action, target, environment, outcome, reason, fault from audit
        where request_id = $1 order by id`,
      [requestId],
    );
  const listThings = async () =>
    (await database.rows<{ name: string }>('select name from thing order by name')).map(
      (row) => row.name,
    );
  const startSync: Permission = {
    action: 'sync.start',
    from: 'operator',
    says: 'start a sync',
    requiresReasonInProduction: true,
  };
  const start = { permission: startSync, target: 'local', reason: 'because' } as const;

  it('records what was done in the transaction that did it', async () => {
    const actor = { ...operator, requestId: 'done' };
    const result = await audited(
      world,
      actor,
      { ...start, targetOf: (name: string) => name },
      async (tx) => {
        await tx.run("insert into thing values ('one')");
        return done('local-1');
      },
    );
    expect(result).toEqual({ ok: true, value: 'local-1' });
    expect(await listThings()).toContain('one');
    expect(await auditOf('done')).toEqual([
      {
        actor: operator.name,
        actor_role: 'operator',
        action: 'sync.start',
        target: 'local-1',
        environment: 'local',
        outcome: 'done',
        reason: 'because',
        fault: null,
      },
    ]);
  });

  it('undoes a refused attempt and records it as failed, with its fault', async () => {
    const result = await audited(
      world,
      { ...operator, requestId: 'refused' },
      start,
      async (tx) => {
        await tx.run("insert into thing values ('two')");
        return refuse('conflict', 'A sync is already running', { run: 'local-1' });
      },
    );
    expect(result).toEqual({
      ok: false,
      fault: { kind: 'conflict', says: 'A sync is already running', detail: { run: 'local-1' } },
    });
    expect(await listThings()).not.toContain('two');
    expect(await auditOf('refused')).toMatchObject([
      { outcome: 'failed', fault: { kind: 'conflict', detail: { run: 'local-1' } } },
    ]);
  });

  it('records an attempt whatever its words hold', async () => {
    const nasty = 'a\u0000b \ud83d \u202e \u001b[2J 7000001';
    const kept = 'a\ufffdb \ufffd \ufffd \ufffd[2J [number]';
    const actor = { ...operator, name: 'o\u0000', requestId: 'words' };
    const what = { permission: startSync, target: nasty, reason: nasty };
    await audited(world, actor, what, () => Promise.resolve(done(null)));
    await audited(world, actor, { ...what, targetOf: () => nasty }, () =>
      Promise.resolve({
        ok: false,
        fault: { kind: 'invalid', says: nasty, detail: { run: nasty }, fields: { [nasty]: nasty } },
      }),
    );
    await recordRefusal(world, actor, startSync, { kind: 'invalid', says: nasty });
    expect(await auditOf('words')).toMatchObject([
      { actor: 'o\ufffd', target: kept, reason: kept, outcome: 'done' },
      {
        target: kept,
        outcome: 'failed',
        fault: { says: kept, detail: { run: kept }, fields: { [kept]: kept } },
      },
      { outcome: 'failed', fault: { says: kept } },
    ]);
  });

  it('takes a reason that shows nothing for none, in production', async () => {
    const inProduction = { ...world, environment: { name: 'prod', isProduction: true } };
    for (const reason of ['\u200b', ' \u2060\u00a0'])
      expect(
        await audited(inProduction, operator, { ...start, reason }, () =>
          Promise.reject(new Error('must not run')),
        ),
      ).toMatchObject({ ok: false, fault: { kind: 'invalid' } });
  });

  it('turns a fault that was thrown into a result', async () => {
    const thrown = new FaultError({ kind: 'unavailable', says: 'Search cannot be reached' });
    const result = await audited(world, { ...operator, requestId: 'thrown' }, start, () =>
      Promise.reject(thrown),
    );
    expect(result).toEqual({ ok: false, fault: thrown.fault });
    expect(await auditOf('thrown')).toMatchObject([{ outcome: 'failed' }]);
  });

  it('records a denied attempt and never runs its work', async () => {
    const result = await audited(world, { ...viewer, requestId: 'denied' }, start, () =>
      Promise.reject(new Error('must not run')),
    );
    expect(result).toMatchObject({ ok: false, fault: { kind: 'forbidden' } });
    expect(await auditOf('denied')).toMatchObject([{ actor: viewer.name, outcome: 'denied' }]);
  });

  it('records a bug as failed, undoes it and throws it on', async () => {
    const bug = new TypeError('bug');
    const work = audited(world, { ...operator, requestId: 'bug' }, start, async (tx) => {
      await tx.run("insert into thing values ('three')");
      throw bug;
    });
    await expect(work).rejects.toBe(bug);
    expect(await listThings()).not.toContain('three');
    expect(await auditOf('bug')).toMatchObject([
      { outcome: 'failed', fault: { kind: 'unavailable' } },
    ]);
  });

  it('undoes the work when its row cannot be written', async () => {
    await database.script(
      "alter table audit add constraint full_disk check (request_id <> 'cannot be written')",
    );
    const work = audited(
      world,
      { ...operator, requestId: 'cannot be written' },
      start,
      async (tx) => {
        await tx.run("insert into thing values ('four')");
        return done('x');
      },
    );
    await expect(work).rejects.toThrow();
    expect(await listThings()).not.toContain('four');
  });

  it('records what was refused before its command', async () => {
    await recordRefusal(world, anonymousActor('turned-away'), startSync, {
      kind: 'forbidden',
      says: 'Sign in first.',
    });
    await recordRefusal(world, { ...operator, requestId: 'unreadable' }, startSync, {
      kind: 'invalid',
      says: 'x'.repeat(5_000),
    });
    expect(await auditOf('turned-away')).toMatchObject([
      { actor: 'nobody', outcome: 'denied', target: 'unknown', environment: 'local' },
    ]);
    expect(await auditOf('unreadable')).toMatchObject([
      { actor: operator.name, outcome: 'failed', fault: { says: 'x'.repeat(300) } },
    ]);
  });

  it('wants a reason in production', async () => {
    const production = { ...world, environment: { name: 'prod', isProduction: true } };
    const result = await audited(
      production,
      { ...operator, requestId: 'prod' },
      { ...start, reason: ' ' },
      () => Promise.resolve(done('x')),
    );
    expect(result).toMatchObject({ ok: false, fault: { kind: 'invalid' } });
    expect(await auditOf('prod')).toMatchObject([{ outcome: 'failed', environment: 'prod' }]);
  });

  it('makes the first admin once, also when two processes start at once', async () => {
    const made = await Promise.all([
      firstAdmin(world, 'admin@localhost', 'first-a'),
      firstAdmin(world, 'admin@localhost', 'first-b'),
    ]);
    const accounts = made.filter((account) => account !== null);
    expect(accounts).toHaveLength(1);
    const [account] = accounts;
    expect(account?.password).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
    expect(await firstAdmin(world, 'admin@localhost', 'first-c')).toBeNull();
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

  async function addAccount(email: string): Promise<string> {
    const added = await addPerson(world, systemActor('set-up'), { email, role: 'viewer' });
    if (!added.ok) throw new Error(added.fault.says);
    return added.value.password;
  }

  it('keeps one person an email, whatever its case', async () => {
    await addAccount('same@example.org');
    expect(
      await addPerson(world, systemActor('same'), { email: 'Same@Example.org', role: 'admin' }),
    ).toMatchObject({
      ok: false,
      fault: { kind: 'conflict' },
    });
    expect(
      await addPerson(world, systemActor('none'), { email: 'nobody', role: 'admin' }),
    ).toMatchObject({
      ok: false,
      fault: { kind: 'invalid' },
    });
    expect(
      await addPerson(world, operator, { email: 'more@example.org', role: 'admin' }),
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
        await addPerson(world, systemActor('spelled'), { email, role: 'admin' }),
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
    const filling = Promise.all(
      Array.from({ length: 30 }, () => enter({ email: 'nobody@x', password: 'x' }, 'filling')),
    );
    const request = { email: 'refused@example.org', role: 'admin' } as const;
    // All in one moment: the queue of hashes is full, and a further caller gets `busy`.
    const late = addPerson(world, systemActor('adds-late'), request);
    const refusals = Promise.all([
      addPerson(world, { ...viewer, requestId: 'may-not-add' }, request),
      addPerson(world, systemActor('adds-nobody'), { ...request, email: 'nobody' }),
    ]);
    await expect(late).rejects.toMatchObject({ fault: { kind: 'busy' } });
    const refused = await refusals;
    await filling;
    expect(refused).toMatchObject([
      { fault: { kind: 'forbidden' } },
      { fault: { kind: 'invalid' } },
    ]);
    expect(await auditOf('may-not-add')).toMatchObject([
      { action: 'people.manage', outcome: 'denied', target: 'refused@example.org' },
    ]);
    expect(await auditOf('adds-nobody')).toMatchObject([{ outcome: 'failed', target: 'unknown' }]);
  });

  it('records where an attempt came from, and what it was to change', async () => {
    const admin = { ...systemActor('from'), address: '192.0.2.7' };
    const email = 'from@example.org';
    await addPerson(world, admin, { email, role: 'support' });
    await changePersonRole(world, admin, { email, role: 'operator' });
    await enter({ email, password: 'wrong', address: '192.0.2.8' }, 'from');
    const rows = await database.rows(
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

  it('shows a person the same way, whoever reads them', async () => {
    const password = await addAccount('seen@example.org');
    const signedIn = await enter({ email: 'seen@example.org', password }, 'seen');
    const listed = await listPeople(world, systemActor('seen'));
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
    expect(await findPersonOfSession(world, session)).toEqual(person);
    expect(listed.value.filter((person) => person.id === id)).toEqual([person]);

    await database.run('update person set disabled_at = clock_timestamp() where id = $1', [id]);
    expect(await findPersonOfSession(world, session)).toBeNull();
    for (const made of ['', id, newId(), `${session}.x`, `${session.slice(0, -1)}'`, '\u0000'])
      expect(await findPersonOfSession(world, made)).toBeNull();
  });

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
    let now = 0;
    const pace = paceSignIns(() => now);
    const guess = (whose: string) =>
      Promise.all(
        Array.from({ length: 12 }, (_, n) =>
          enter({ email: whose, password: `guess ${n}` }, `guess ${whose}`, pace),
        ),
      );
    const guesses = await guess(email);
    const slowed = { kind: 'busy', says: 'Too many tries. Wait 30 seconds, then try again.' };
    expect(guesses.map((one) => (one.ok ? 'in' : one.fault.kind)).sort()).toEqual([
      ...Array<string>(7).fill('busy'),
      ...Array<string>(5).fill('forbidden'),
    ]);
    expect(await enter({ email, password }, 'slowed', pace)).toMatchObject({ fault: slowed });
    expect(await auditOf('slowed')).toEqual([]);
    // Word for word and row for row what an account gets that does not exist.
    expect(await guess('nobody@example.org')).toEqual(guesses);
    expect(await auditOf('guess nobody@example.org')).toHaveLength(5);
    expect(await auditOf(`guess ${email}`)).toHaveLength(5);

    expect(
      await enter({ email, password, address: 'elsewhere' }, 'not slowed', pace),
    ).toMatchObject({ ok: true });
    now = 30_000;
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

    const filling = Promise.all(
      Array.from({ length: 30 }, () => enter({ email: 'nobody@x', password }, 'crowd')),
    );
    const pace = unpaced();
    expect(await enter({ email, password: 'wrong' }, 'refused-by-crowd', pace)).toMatchObject({
      ok: false,
      fault: {
        kind: 'busy',
        says: 'Too many people are signing in just now. Try again in a few seconds.',
      },
    });
    await filling;
    for (let time = 0; time < 5; time++)
      expect(await enter({ email, password: 'wrong' }, 'after-crowd', pace)).toMatchObject({
        fault: { kind: 'forbidden' },
      });
  });

  it('lets a person change their own password, once they know the current one', async () => {
    const email = 'changing@example.org';
    const current = await addAccount(email);
    const actor: Actor = { id: 'c', name: email, role: 'viewer', requestId: 'change' };
    const next = 'correct horse battery';
    const stateOf = async () =>
      (await database.rows('select must_change_password from person where email = $1', [email]))[0];

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
    const sessionWith = async (whose: string, password: string): Promise<string> => {
      const signedIn = await enter({ email: whose, password }, 'sessions');
      if (!signedIn.ok) throw new Error(signedIn.fault.says);
      return signedIn.value.session;
    };
    const before = [await sessionWith(email, current), await sessionWith(email, current)];
    const bystander = await sessionWith('bystander@example.org', other);
    const actor: Actor = { id: 'e', name: email, role: 'viewer', requestId: 'ends' };
    const next = 'correct horse battery';

    await change(actor, { current: 'wrong', next, again: next });
    for (const session of before)
      expect(await findPersonOfSession(world, session)).toMatchObject({ email });
    const changed = await change(actor, { current, next, again: next });
    if (!changed.ok) throw new Error(changed.fault.says);
    for (const session of before) expect(await findPersonOfSession(world, session)).toBeNull();
    expect(await findPersonOfSession(world, changed.value.session)).toMatchObject({ email });
    expect(await findPersonOfSession(world, await sessionWith(email, next))).toMatchObject({
      email,
    });
    expect(await findPersonOfSession(world, bystander)).toMatchObject({
      email: 'bystander@example.org',
    });
    expect(changed.value.session).not.toContain(next);
  });

  describe('a session', () => {
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
      (await findPersonOfSession(world, session)) !== null;
    const ages = (session: string, column: 'seen_at' | 'ends_at', by: string) =>
      database.run(
        `update session set ${column} = clock_timestamp() + $2::interval where id = $1`,
        [session, by],
      );

    it('is over when it was signed out, whoever has a copy, and the others are not', async () => {
      const { email, session, another } = await signedIn();
      await signOut(world, session, 'out');
      await signOut(world, session, 'out-again');
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
      const [used] = await database.rows(
        `select clock_timestamp() - seen_at < interval '1 minute' as now
         from session where id = $1`,
        [another],
      );
      expect(used).toEqual({ now: true });
    });

    it('ends after a working day, however much it is used, and its row goes', async () => {
      const { session, another } = await signedIn();
      const [ends] = await database.rows<{ hours: number }>(
        `select extract(epoch from ends_at - opened_at)::int / 3600 as hours
         from session where id = $1`,
        [session],
      );
      expect(ends).toEqual({ hours: 8 });
      await ages(session, 'ends_at', '-1 second');
      expect([await isOpen(session), await isOpen(another)]).toEqual([false, true]);
      await signedIn();
      expect(await database.rows('select id from session where id = $1', [session])).toEqual([]);
    });

    it.each([
      ['another role', "role = 'admin'"],
      ['another password', "password_hash = 'another'"],
      ['been disabled', 'disabled_at = clock_timestamp()'],
    ])('ends when its person has %s, by whatever way', async (_, change) => {
      const { email, session } = await signedIn();
      expect(await isOpen(session)).toBe(true);
      await database.run(`update person set ${change} where email = $1`, [email]);
      expect(await isOpen(session)).toBe(false);
    });
  });

  describe('a person', () => {
    let count = 0;
    async function account(role: 'viewer' | 'admin' = 'viewer') {
      const email = `changed-${++count}@example.org`;
      const added = await addPerson(world, systemActor('changed'), { email, role });
      if (!added.ok) throw new Error(added.fault.says);
      const { password } = added.value;
      const signedIn = await enter({ email, password }, 'changed');
      if (!signedIn.ok) throw new Error(signedIn.fault.says);
      return { email, password, session: signedIn.value.session };
    }
    const admin = (requestId: string): Actor => systemActor(requestId);
    const isOpen = async (session: string): Promise<boolean> =>
      (await findPersonOfSession(world, session)) !== null;

    it('gets another role, and is signed out', async () => {
      const { email, session } = await account();
      const spelled = ` ${email.toUpperCase()}`;
      expect(
        await changePersonRole(world, admin('role'), { email: spelled, role: 'support' }),
      ).toMatchObject({ ok: true, value: { email, role: 'support' } });
      expect(await isOpen(session)).toBe(false);
      await changePersonRole(world, admin('role'), { email, role: 'viewer' });
      expect(await isOpen(session)).toBe(false);
      expect(await auditOf('role')).toMatchObject([
        { action: 'people.change-role', target: email, outcome: 'done' },
        { outcome: 'done' },
      ]);
    });

    it('is disabled and enabled again, and stays signed out', async () => {
      const { email, password, session } = await account();
      const disabled = await disableAccount(world, admin('disable'), { email });
      if (!disabled.ok) throw new Error(disabled.fault.says);
      expect(disabled.value.disabledAt).not.toBeNull();
      expect(await isOpen(session)).toBe(false);
      expect(await enter({ email, password }, 'out')).toMatchObject({ ok: false });
      expect(await disableAccount(world, admin('disable'), { email })).toEqual(disabled);
      expect(await enableAccount(world, admin('enable'), { email })).toMatchObject({
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
      const reset = await resetAccount(world, admin('reset'), { email });
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
        await changePersonRole(world, operator, { email, role: 'admin' }),
        await disableAccount(world, operator, { email }),
        await enableAccount(world, operator, { email }),
        await resetAccount(world, operator, { email }),
      ];
      for (const refusal of refusals)
        expect(refusal).toMatchObject({ fault: { kind: 'forbidden' } });
      expect(await isOpen(session)).toBe(true);
      for (const nobody of ['nobody@example.org', 'nobody', '\u0000@x'])
        expect(await resetAccount(world, admin('nobody'), { email: nobody })).toMatchObject({
          fault: { kind: 'not-found' },
        });
    });

    it('remains an admin while there is no other', async () => {
      await database.run("update person set role = 'viewer' where role = 'admin'");
      const [one, other] = [await account('admin'), await account('admin')];
      const both = await Promise.all([
        changePersonRole(world, admin('last'), { email: one.email, role: 'viewer' }),
        disableAccount(world, admin('last'), { email: other.email }),
      ]);
      expect(both.filter(({ ok }) => ok)).toHaveLength(1);
      expect(both.find(({ ok }) => !ok)).toMatchObject({ fault: { kind: 'precondition' } });
      expect(
        await database.rows(
          "select 1 as one from person where role = 'admin' and disabled_at is null",
        ),
      ).toHaveLength(1);
    });
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
      fault: { kind: 'busy', says: 'Too many tries. Wait 30 seconds, then try again.' },
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

  it('lets a made-up password open nothing but its change', async () => {
    const actor: Actor = { ...operator, requestId: 'made-up', mustChangePassword: true };
    const refused = await audited(world, actor, start, () =>
      Promise.reject(new Error('must not run')),
    );
    expect(refused).toMatchObject({
      fault: {
        kind: 'forbidden',
        says: 'Choose a password of your own first: yours was made for you. Nothing was done.',
      },
    });
    expect(await auditOf('made-up')).toMatchObject([{ action: 'sync.start', outcome: 'denied' }]);
  });

  it('refuses a disabled person like a wrong password, and records who it was', async () => {
    const password = await addAccount('gone@example.org');
    await database.run(
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
}

describe('access, embedded database', () => accessSuite(embeddedDatabase));
describe.skipIf(url === undefined)('access, PostgreSQL (DATABASE_URL)', () =>
  accessSuite(() => postgresDatabase(url ?? '')),
);
