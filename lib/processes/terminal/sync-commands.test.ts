import { expect, it } from 'vitest';
import { triedAgain } from '#lib/sync/index.ts';
import { cancelSync, listSyncs, runInWords, showSync } from './sync-commands.ts';
import { runOf, silentConsole, stageOf, waitFor } from './testing.ts';

const odd = stageOf({ name: 'gmc', written: 6 });

it('shows what a stage had counted when its run was cancelled', () => {
  const stages = [
    stageOf({ state: 'skipped', startedAt: '2026-11-21T10:00:00.000Z' }),
    stageOf({ state: 'skipped', startedAt: null }),
    stageOf({ state: 'skipped', startedAt: '2026-11-21T10:00:00.000Z', kind: 'swap' }),
  ];
  const lines = runInWords(runOf({ state: 'cancelled', stages }));
  expect(lines).toMatch(/ stopped +[0-9]/);
  expect(lines).toMatch(/ not reached$/m);
  expect(lines).toMatch(/ left out$/m);
  expect(lines).not.toContain('skipped');
  expect(lines).not.toContain('does not balance');
});

it('shows all that a stage balances by, and says where it does not', () => {
  const lines = runInWords(
    runOf({ stages: [stageOf(), odd, stageOf({ state: 'waiting', received: 0 })] }),
  ).split('\n');
  const numbers = (line = '') => line.match(/\d+/g)?.map(Number) ?? [];
  const [sent = 0, received = 0, ...ways] = numbers(lines[2]);
  const withheld = ways.pop();
  expect([sent, received, withheld]).toEqual([10, 10, 3]);
  expect(ways.reduce((sum, n) => sum + n)).toBe(received);
  expect(lines[2]).not.toContain('balance');
  expect(lines[3]).toContain('does not balance');
  // Nothing is counted yet.
  expect(numbers(lines[4])).toEqual([]);
});

it('says in the words of the page what was withheld', () => {
  const heads = runInWords(runOf()).split('\n')[1];
  expect(heads).toMatch(/dead quarantined, not sent$/);
  expect(heads).not.toContain('withheld');
});

it('finds a run by the number that people say, in the environment that is meant', async () => {
  const asked: string[] = [];
  const console = {
    ...silentConsole,
    get: async <T>(where: string) => {
      asked.push(where);
      const answer = where === '/api/sync/readiness' ? { environment: 'local' } : { run: runOf() };
      // What the commands read.
      return { events: [], samples: [], ...answer } as T;
    },
    post: async <T>(_: string, input: unknown) => {
      asked.push(JSON.stringify(input));
      // What the commands read.
      return runOf() as T;
    },
  };
  await showSync(console, '12', {});
  await showSync(console, '12', { environment: 'preprod' });
  await showSync(console, 'prod-12', {});
  await cancelSync(console, '12', { reason: 'Not today' });
  expect(asked).toEqual([
    '/api/sync/readiness',
    '/api/sync/run/local-12',
    '/api/sync/run/preprod-12',
    '/api/sync/run/prod-12',
    '/api/sync/readiness',
    '{"run":"local-12","reason":"Not today"}',
  ]);
});

it('marks a dry run', () => {
  expect(runInWords(runOf({ dry: true }))).toContain('documented (dry run)');
  expect(runInWords(runOf())).not.toContain('dry');
});

it('says what a run waits for, to people and to programs', async () => {
  const run = runOf({ state: 'running', stages: [stageOf({ state: 'running' })] });
  const says = 'SQS cannot be reached. Waited for since 5:30pm, until 6pm at most.';
  const wait = { ...waitFor(says), attempt: 1 };
  const event = { at: wait.since, level: 'warn', says: triedAgain('Trainees') + says };
  const answers: Record<string, unknown> = {
    '/api/sync/run/local-12': { run, events: [event], samples: [] },
    '/api/sync/runs?limit=1': { rows: [{ ...run, wait }], total: 1 },
  };
  const console = {
    ...silentConsole,
    // What the commands read.
    get: async <T>(where: string) => answers[where] as T,
  };
  const shown = await showSync(console, undefined, {});
  expect(shown.json).toEqual({ ...run, wait });
  expect(shown.says).toContain(`\n  Stage “Trainees” waits since 5:30pm. ${says}`);
  const listed = await listSyncs(console, { limit: '1' });
  expect(listed.says).toContain('running, waits');
  expect(runInWords(run)).not.toContain('waits');
});
