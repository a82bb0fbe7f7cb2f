import { describe, expect, it } from 'vitest';
import { detailOf, indexesOf, readinessOf, runOf } from '#components/sync/testing.ts';
import { needsAttention } from './attention.ts';

const drifted = {
  name: 'discrepancies',
  expectedTarget: 'm',
  expectedFilter: 'x',
  observedTarget: 'm_1',
  observedFilter: null,
  documents: 5,
  state: 'different',
} as const;

describe('what needs a person', () => {
  it('is nothing when nothing is wrong', () => {
    expect(needsAttention({ readiness: readinessOf(), indexes: indexesOf() })).toEqual([]);
  });

  it('puts what harms users before what only may', () => {
    const readiness = readinessOf({
      services: [
        {
          service: 'Search (OpenSearch)',
          isReal: true,
          state: 'down',
          since: '2026-11-21T17:00:00Z',
        },
      ],
      lastRuns: [
        runOf({
          state: 'failed',
          fault: { kind: 'precondition', says: 'Stage two does not balance.' },
        }),
      ],
    });
    const items = needsAttention({ readiness, indexes: indexesOf({ aliases: [drifted] }) });
    expect(items.map(({ kind }) => kind)).toEqual(['users', 'risk', 'risk']);
    expect(items[2]?.says).toContain('does not balance');
  });

  it('says nothing of aliases while the search engine is silent', () => {
    const indexes = indexesOf({ aliases: [drifted], failedSince: '2026-11-21T17:00:00Z' });
    expect(needsAttention({ readiness: readinessOf(), indexes }).map(({ kind }) => kind)).toEqual([
      'not-known',
    ]);
  });

  it('suggests a first sync, once, where nothing was ever built, and not while one runs', () => {
    const indexes = indexesOf({
      generations: [],
      aliases: [{ ...drifted, state: 'missing', observedTarget: null }],
    });
    expect(needsAttention({ readiness: readinessOf(), indexes }).map(({ key }) => key)).toEqual([
      'unbuilt',
    ]);
    expect(needsAttention({ readiness: readinessOf({ active: detailOf().run }), indexes })).toEqual(
      [],
    );
  });

  it('drops a failure once another run is on its way, and names a stalled one', () => {
    const failed = runOf({ state: 'failed' });
    expect(
      needsAttention({
        readiness: readinessOf({ active: detailOf().run, lastRuns: [failed] }),
        indexes: indexesOf(),
      }),
    ).toEqual([]);
    expect(
      needsAttention({
        readiness: readinessOf({ active: runOf({ state: 'stalled', endedAt: null }) }),
        indexes: indexesOf(),
      })[0]?.kind,
    ).toBe('late');
  });

  it('does not say that users kept what they had where the run could not tell', () => {
    const says =
      'The search engine went away. It is not known which generation users read: see the ' +
      'indexes page.';
    const last = runOf({
      state: 'failed',
      fault: { kind: 'unavailable', says, detail: { readers: 'not-known' } },
    });
    const [item] = needsAttention({
      readiness: readinessOf({ lastRuns: [last] }),
      indexes: indexesOf(),
    });
    expect(item?.title).toBe('Run 12 failed while its aliases were moving');
    expect(item?.says).not.toMatch(/nothing changed|what they (had|read before)/i);
  });
});
