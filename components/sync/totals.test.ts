import { expect, it } from 'vitest';
import {
  runStates,
  stageStates,
  terminalRunStates,
  type Run,
  type Stage,
} from '#lib/sync/client.ts';
import { runOf, stageOf } from './testing.ts';
import { balanceOf, ledgerBalanceOf, shareOf, totalsOf } from './totals.ts';

const endedAt = '2026-11-21T15:05:00.000Z';
const even = {
  expected: null,
  sent: null,
  received: 53,
  written: 50,
  merged: 1,
  quarantined: 2,
} as const;
const stage = (changes: Partial<Stage>): Stage => stageOf({ ...even, endedAt, ...changes });
const wordOf = (changes: Partial<Run>): string => ledgerBalanceOf(runOf(changes)).word;

it('a stage that failed is never called balanced, though every record is accounted for', () => {
  expect(balanceOf(stage({ state: 'failed' }))).toEqual({ word: 'Not finished', tone: 'off' });
  expect(balanceOf(stage({ state: 'failed', written: 49, rejected: 1 }))).toEqual({
    word: 'Not clean',
    tone: 'bad',
  });
  expect(balanceOf(stage({ state: 'failed', sent: 60 }))).toEqual({
    word: 'Does not balance',
    tone: 'bad',
  });
  expect(balanceOf(stage({ state: 'done' }))).toEqual({ word: 'Balanced', tone: 'ok' });
});

it('only a run that settled or goes on without a failure is green', () => {
  for (const state of runStates) {
    for (const last of stageStates) {
      const hasEnded = terminalRunStates.has(state);
      const stages = [stage({ state: 'done' }), stage({ state: last })];
      const { tone } = ledgerBalanceOf(
        runOf({ state, endedAt: hasEnded ? endedAt : null, stages }),
      );
      const mayBeGreen = last !== 'failed' && (!hasEnded || state === 'settled');
      if (!mayBeGreen) expect([state, last, tone]).toEqual([state, last, 'off']);
    }
  }
});

it('says of the whole run what one of its stages makes of it', () => {
  const done = stage({ state: 'done' });
  expect(wordOf({ state: 'settled', stages: [done] })).toBe('Balances');
  expect(
    wordOf({ state: 'running', endedAt: null, stages: [done, stage({ state: 'running' })] }),
  ).toBe('Balances so far');
  expect(
    wordOf({
      state: 'running',
      endedAt: null,
      stages: [stage({ state: 'running', written: 49, dead: 1 })],
    }),
  ).toBe('Will not swap');
  expect(
    wordOf({
      state: 'failed',
      stages: [done, stage({ state: 'failed', written: 49, rejected: 1 })],
    }),
  ).toBe('Not clean');
  expect(wordOf({ state: 'failed', stages: [done, stage({ state: 'failed', sent: 60 })] })).toBe(
    'Does not balance',
  );
  expect(wordOf({ state: 'queued', startedAt: null, endedAt: null })).toBe('Not started');
});

it('a stage at work has the share of what its source counted, and none that is made up', () => {
  const running = { ...even, state: 'running', sent: 60 } as const;
  expect(shareOf(stage({ ...running, counted: 106 }))).toBe(0.5);
  expect(shareOf(stage({ ...running, counted: 50 }))).toBe(1);
  expect(shareOf(stage({ ...running, counted: null }))).toBeNull();
});

it('calls expected what the ledger does, and not what a stopped stage had sent', () => {
  const done = stage({ state: 'done', expected: 53 });
  const sent = stage({ state: 'done', sent: 60 });
  const stopped = stage({ state: 'skipped', sent: 60 });
  const totals = (...stages: Stage[]) => totalsOf(runOf({ state: 'cancelled', stages }));
  expect(totals(done, done)).toMatchObject({ expected: 106, isExpected: true });
  expect(totals(done, sent)).toMatchObject({ expected: 113, isExpected: false });
  for (const state of ['skipped', 'failed'] as const)
    expect(totals(done, { ...stopped, state })).toMatchObject({ expected: null });
  expect(totals(done, { ...stopped, counted: 106 })).toMatchObject({
    expected: 159,
    isExpected: false,
  });
});

it('says that a ledger balances whose run ended after its last record, and what ended it', () => {
  const done = stage({ state: 'done' });
  const swap = stage({ state: 'skipped', kind: 'swap', startedAt: null });
  const whole = stage({ state: 'skipped', expected: 53 });
  const part = stage({ state: 'skipped', expected: 60 });
  expect(balanceOf(whole)).toEqual({ word: 'Balanced, then stopped', tone: 'off' });
  expect(balanceOf(part)).toEqual({ word: 'Not finished', tone: 'off' });
  const cancelled = (stages: readonly Stage[]): string => wordOf({ state: 'cancelled', stages });
  expect(cancelled([done, done, swap])).toBe('Balances, then cancelled');
  expect(cancelled([done, whole, swap])).toBe('Balances, then cancelled');
  expect(cancelled([done, part, swap])).toBe('Not finished');
  expect(cancelled([done, stage({ state: 'skipped', startedAt: null }), swap])).toBe(
    'Not finished',
  );
  const failed = stage({ state: 'failed', kind: 'swap' });
  expect(wordOf({ state: 'failed', stages: [done, failed] })).toBe('Balances, then failed');
});
