import { beforeAll, expect, it } from 'vitest';
import { done, FaultError, refuse, type Result } from '#lib/kernel/result.ts';
import { describeAccess, operator, viewer } from '#lib/testing/access/access-suite.ts';
import { anonymousActor } from './actors.ts';
import { audited, auditedEffect } from './audited.ts';
import type { Actor, Permission } from './model.ts';
import { recordRefusal } from './record-refusal.ts';

describeAccess('the audit', (access) => {
  const { auditOf } = access;

  beforeAll(async () => {
    await access.database.script('create table thing (name text primary key)');
  });
  const listThings = async () =>
    (await access.database.rows<{ name: string }>('select name from thing order by name')).map(
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
      access.world,
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
      access.world,
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
    await audited(access.world, actor, what, () => Promise.resolve(done(null)));
    await audited(access.world, actor, { ...what, targetOf: () => nasty }, () =>
      Promise.resolve({
        ok: false,
        fault: { kind: 'invalid', says: nasty, detail: { run: nasty }, fields: { [nasty]: nasty } },
      }),
    );
    await recordRefusal(access.world, actor, startSync, { kind: 'invalid', says: nasty });
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

  it('records one whose address, id or values nobody could store', async () => {
    const actor = { ...operator, requestId: 'id\u0000', address: 'from\u0000' };
    const changed = { role: 'a\u0000', times: 3 };
    const what = { permission: startSync, target: 'local', reason: null, changed };
    await audited(access.world, actor, what, () => Promise.resolve(done(null)));
    expect(
      await access.database.rows('select address, changed from audit where request_id = $1', [
        'id\ufffd',
      ]),
    ).toEqual([{ address: 'from\ufffd', changed: { role: 'a\ufffd', times: 3 } }]);
  });

  it('takes a reason that shows nothing for none, in production', async () => {
    const inProduction = { ...access.world, environment: { name: 'prod', isProduction: true } };
    for (const reason of ['\u200b', ' \u2060\u00a0'])
      expect(
        await audited(inProduction, operator, { ...start, reason }, () =>
          Promise.reject(new Error('must not run')),
        ),
      ).toMatchObject({ ok: false, fault: { kind: 'invalid' } });
  });

  it('turns a fault that was thrown into a result', async () => {
    const thrown = new FaultError({ kind: 'unavailable', says: 'Search cannot be reached' });
    const result = await audited(access.world, { ...operator, requestId: 'thrown' }, start, () =>
      Promise.reject(thrown),
    );
    expect(result).toEqual({ ok: false, fault: thrown.fault });
    expect(await auditOf('thrown')).toMatchObject([{ outcome: 'failed' }]);
  });

  it('records a denied attempt and never runs its work', async () => {
    const result = await audited(access.world, { ...viewer, requestId: 'denied' }, start, () =>
      Promise.reject(new Error('must not run')),
    );
    expect(result).toMatchObject({ ok: false, fault: { kind: 'forbidden' } });
    expect(await auditOf('denied')).toMatchObject([{ actor: viewer.name, outcome: 'denied' }]);
  });

  it('records of what a person may not do one a minute, action and environment', async () => {
    const started = (who: Actor, permission = startSync, world = access.world) =>
      audited(world, who, { ...start, permission }, () => Promise.resolve(done('x')));
    const [eager, other] = ['eager', 'other'].map((id) => ({ ...viewer, id, requestId: id }));
    if (eager === undefined || other === undefined) throw new Error('there are two');
    for (let n = 0; n < 30; n++)
      expect(await started(eager)).toMatchObject({ ok: false, fault: { kind: 'forbidden' } });
    await started(other);
    await started(eager, { ...startSync, action: 'sync.cancel' });
    await started(eager, startSync, {
      ...access.world,
      environment: { name: 'elsewhere', isProduction: false },
    });
    await started({ ...eager, role: 'operator' });
    expect(
      (await auditOf('eager')).map((row) => [row['action'], row['environment'], row['outcome']]),
    ).toEqual([
      ['sync.start', 'local', 'denied'],
      ['sync.cancel', 'local', 'denied'],
      ['sync.start', 'elsewhere', 'denied'],
      ['sync.start', 'local', 'done'],
    ]);
    expect(await auditOf('other')).toHaveLength(1);
    expect(JSON.stringify(await auditOf('other'))).not.toContain('suppressed');
  });

  it('records of what fails for a person twenty a minute, action and environment', async () => {
    const clumsy: Actor = { ...operator, id: 'clumsy', requestId: 'clumsy' };
    for (let n = 0; n < 30; n++)
      expect(
        await audited(access.world, clumsy, start, () => Promise.resolve(refuse('invalid', 'No.'))),
      ).toMatchObject({ ok: false, fault: { says: 'No.' } });
    await audited(access.world, clumsy, start, () => Promise.resolve(done('x')));
    const outcomes = (await auditOf('clumsy')).map((row) => row['outcome']);
    expect(outcomes).toEqual([...Array.from({ length: 20 }, () => 'failed'), 'done']);
  });

  it('records what one may not do however many others were refused before', async () => {
    const many = Array.from({ length: 30 }, (_, n) => `crowd-${String(n)}`);
    for (const id of many)
      await audited(access.world, { ...viewer, id, requestId: id }, start, () =>
        Promise.resolve(done('x')),
      );
    for (const id of many) expect(await auditOf(id)).toMatchObject([{ outcome: 'denied' }]);
  });

  it('records a bug as failed, undoes it and throws it on', async () => {
    const bug = new TypeError('bug');
    const work = audited(access.world, { ...operator, requestId: 'bug' }, start, async (tx) => {
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
    await access.database.script(
      "alter table audit add constraint full_disk check (request_id <> 'cannot be written')",
    );
    const work = audited(
      access.world,
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

  it('records what reached beyond the database once, when the answer to that is lost', async () => {
    let losses = 2;
    const losing: typeof access.world.database = {
      ...access.world.database,
      async transaction(work) {
        const value = await access.world.database.transaction(work);
        if (losses-- > 0) throw new FaultError({ kind: 'unavailable', says: 'lost' });
        return value;
      },
    };
    const result = await auditedEffect(
      { ...access.world, database: losing },
      { ...operator, requestId: 'lost' },
      start,
      () => Promise.resolve(done('five')),
      async (tx, value) => {
        await tx.run('insert into thing values ($1)', [value]);
      },
    );
    expect([result.ok, losses]).toEqual([true, -1]);
    expect(await listThings()).toContain('five');
    expect((await auditOf('lost')).map(({ outcome }) => outcome)).toEqual(['begun', 'done']);
  });

  it('ends whatever has begun, however often it is refused', async () => {
    const eager: Actor = { ...operator, id: 'eager', requestId: 'begun often' };
    const attempt = (work: () => Promise<Result<string>>) =>
      auditedEffect(access.world, eager, start, work, () => Promise.resolve());
    for (let n = 0; n < 25; n++) await attempt(() => Promise.resolve(refuse('not-found', 'None')));
    await expect(attempt(() => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
    const outcomes = (await auditOf('begun often')).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(Array.from({ length: 26 }, () => ['begun', 'failed']).flat());
  });

  it('records what was refused before its command', async () => {
    await recordRefusal(access.world, anonymousActor('turned-away'), startSync, {
      kind: 'forbidden',
      says: 'Sign in first.',
    });
    await recordRefusal(access.world, { ...operator, requestId: 'unreadable' }, startSync, {
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
    const production = { ...access.world, environment: { name: 'prod', isProduction: true } };
    const result = await audited(
      production,
      { ...operator, requestId: 'prod' },
      { ...start, reason: ' ' },
      () => Promise.resolve(done('x')),
    );
    expect(result).toMatchObject({ ok: false, fault: { kind: 'invalid' } });
    expect(await auditOf('prod')).toMatchObject([{ outcome: 'failed', environment: 'prod' }]);
  });

  it('lets a made-up password open nothing but its change', async () => {
    const actor: Actor = { ...operator, requestId: 'made-up', mustChangePassword: true };
    const refused = await audited(access.world, actor, start, () =>
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
});
