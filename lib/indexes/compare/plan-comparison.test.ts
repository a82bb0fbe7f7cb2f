import { describe, expect, it } from 'vitest';
import type { Generation } from '../store.ts';
import { planComparison } from './plan-comparison.ts';

const row = (base: string, run: number | null, given: Partial<Generation> = {}): Generation => ({
  index: `${base}_${String(run ?? 'copy')}`,
  base,
  environment: 'local',
  runId: run === null ? null : `run-${String(run)}`,
  runName: run === null ? null : `local-${String(run)}`,
  runNumber: run,
  role: 'previous',
  isKeptCopy: run === null,
  documents: 1,
  createdAt: new Date(0),
  liveFrom: null,
  liveUntil: null,
  ...given,
});

const records = [
  row('derived', 1),
  row('master', 1),
  row('derived', 2, { role: 'live' }),
  row('master', 2, { role: 'live' }),
  row('master', 3, { role: 'building' }),
  row('master', 4, { role: 'abandoned' }),
  row('derived', 5),
  row('master', null, { runName: 'local-1' }),
];
const plan = (a: string, b: string, index?: string) => {
  const result = planComparison(records, ['master', 'derived'], {
    a,
    b,
    ...(index !== undefined && { index }),
  });
  return result.ok ? [result.value.a.index, result.value.b.index] : result.fault;
};

describe('which two indexes are compared', () => {
  it('are those named, or those of the runs that are named', () => {
    expect(plan('master_1', 'master_2')).toEqual(['master_1', 'master_2']);
    expect(plan('master_copy', 'master_2')).toEqual(['master_copy', 'master_2']);
    expect(plan('local-1', 'local-2')).toEqual(['master_1', 'master_2']);
    expect(plan('local-1', 'local-2', 'derived')).toEqual(['derived_1', 'derived_2']);
    expect(plan('local-1', 'derived_2')).toEqual(['derived_1', 'derived_2']);
    expect(plan('local-1', 'local-5')).toEqual(['derived_1', 'derived_5']);
  });

  it.each([
    ['master_1', 'master_9', 'not-found', /no generation “master_9” here/],
    ['master_1', 'master_1', 'invalid', /Both are “master_1”/],
    ['local-1', 'master_1', 'invalid', /Both are “master_1”/],
    ['master_1', 'derived_2', 'invalid', /of master and “derived_2” of derived/],
    ['master_1', 'local-5', 'invalid', /cannot be compared/],
    ['master_1', 'master_3', 'precondition', /is being filled/],
    ['master_4', 'master_1', 'precondition', /was never whole/],
  ])('are not %s and %s', (a, b, kind, says) => {
    const fault = plan(a, b);
    expect(fault).toMatchObject({ kind });
    expect(JSON.stringify(fault)).toMatch(says);
  });

  it('are not those of an index that one of them does not have', () => {
    expect(plan('local-1', 'local-2', 'other')).toMatchObject({ kind: 'invalid' });
  });
});
