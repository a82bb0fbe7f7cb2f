import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { localActor } from '#lib/access/index.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { createLog } from '#lib/platform/log.ts';
import { databases } from '#lib/testing/platform/databases.ts';
import type { Probe, ProbeResult } from './probe.ts';
import { runProbe, type ProbedEnvironment } from './run-probe.ts';

const actor = localActor('request-1');
const down: ProbeResult = { outcome: 'down', tookMs: 12, says: 'It gave no answer.' };

for (const { kind, isWanted, make } of databases)
  describe.runIf(isWanted)(`a probe by hand, ${kind}`, () => {
    let database: Database;
    beforeAll(async () => {
      database = await make();
    });
    afterAll(() => database.close());
    beforeEach(() => database.run('delete from audit'));

    const name = 'Дверь / #1? 50%';
    const probe = (check: Probe['check']): Probe => ({
      id: `tcp:live:${name}`,
      name,
      kind: 'tcp',
      target: 'a port',
      isReal: true,
      everyMs: 20_000,
      patience: { attempts: 3, recoveries: 2 },
      dependsOn: [],
      scheduledOn: [],
      check,
    });
    const world = (...probes: readonly Probe[]): ProbedEnvironment => ({
      database,
      log: createLog('silent', 'test'),
      environment: { name: 'live', title: 'Live', isProduction: false, driver: 'managed' },
      probes,
    });
    const input = { environment: 'live', probe: name };

    it('says what it finds, by its name or its id, and is in the audit', async () => {
      const here = world(probe(() => Promise.resolve(down)));
      const answer = { id: `tcp:live:${name}`, environment: 'live', name, ...down };
      expect(await runProbe(here, actor, input)).toEqual({ ok: true, value: answer });
      expect(await runProbe(here, actor, { ...input, probe: answer.id })).toEqual({
        ok: true,
        value: answer,
      });
      const rows = await database.rows(
        `select action, target, outcome from audit where outcome <> 'begun' order by id limit 1`,
      );
      expect(rows).toEqual([{ action: 'status.run-probe', target: name, outcome: 'done' }]);
      expect(await database.rows('select * from probe_result')).toEqual([]);
    });

    it('is refused to viewers, and where there is none of that name', async () => {
      const here = world(probe(() => Promise.resolve(down)));
      const viewer = { ...actor, role: 'viewer' as const };
      expect(await runProbe(here, viewer, input)).toMatchObject({ fault: { kind: 'forbidden' } });
      expect(await runProbe(here, actor, { ...input, probe: 'none' })).toMatchObject({
        fault: { kind: 'not-found' },
      });
    });

    it('asks once for all who want it at once, and not known where it cannot ask', async () => {
      let asked = 0;
      let answer: (result: ProbeResult) => void = () => undefined;
      const waiting = new Promise<ProbeResult>((resolve) => (answer = resolve));
      let hasAsked: () => void = () => undefined;
      const first = new Promise<void>((resolve) => (hasAsked = resolve));
      const here = world(
        probe(() => {
          asked += 1;
          hasAsked();
          return asked === 1 ? waiting : Promise.reject(new Error('of its own'));
        }),
      );
      const all = [1, 2, 3].map(() => runProbe(here, actor, input));
      await first;
      // Those that begin later join, whenever the database lets them.
      await expect
        .poll(() => database.rows(`select from audit where outcome = 'begun'`))
        .toHaveLength(3);
      answer(down);
      expect((await Promise.all(all)).map((one) => one.ok && one.value.outcome)).toContain('down');
      expect(await runProbe(here, actor, input)).toMatchObject({
        value: { outcome: 'not-known', tookMs: null },
      });
    });
  });
