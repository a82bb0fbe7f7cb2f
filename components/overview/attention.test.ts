import { describe, expect, it } from 'vitest';
import { contributions } from '#components/shell/pages.ts';
import { briefOf, factsOf, indexesOf, syncOf } from '#components/shell/testing.tsx';
import { sampleCheck, sampleObserved } from '#components/indexes/testing.ts';
import { needsAttention } from './attention.ts';

const drifted = sampleCheck({
  name: 'discrepancies',
  state: 'different',
  observed: sampleObserved(),
  shows: 5,
});
const active = briefOf({ state: 'running', endedAt: null });

describe('what needs a person', () => {
  it('is nothing when nothing is wrong', () => {
    expect(needsAttention(factsOf())).toEqual([]);
  });

  it('is that users get an index which a sync fills, whoever started it', () => {
    const says = 'Connections, tab Current connections: is empty for every designated body.';
    const [item] = needsAttention(factsOf({ indexes: indexesOf({ beingFilled: says }) }));
    expect(item).toMatchObject({ kind: 'users', says });
  });

  it('puts what harms users before what only may', () => {
    const sync = syncOf({
      services: [{ service: 'Search (OpenSearch)', state: 'down', since: '2026-11-21T17:00:00Z' }],
      last: briefOf({
        state: 'failed',
        fault: { kind: 'precondition', says: 'Stage two does not balance.' },
      }),
    });
    const items = needsAttention(factsOf({ sync, indexes: indexesOf({ drifted: [drifted] }) }));
    expect(items.map(({ kind }) => kind)).toEqual(['users', 'risk', 'risk']);
    expect(items[2]?.says).toContain('does not balance');
  });

  it('does not count aliases as right or wrong while the search engine is silent', () => {
    const indexes = indexesOf({ drifted: [drifted], failedSince: '2026-11-21T17:00:00Z' });
    expect(needsAttention(factsOf({ indexes })).map(({ kind }) => kind)).toEqual(['not-known']);
  });

  it('names the aliases of which nobody can tell, as neither right nor wrong', () => {
    const unknown = ['discrepancies', 'recommendations'].map((name) => ({
      ...drifted,
      name,
      state: 'not-known' as const,
      says: 'The account of this console may not see it.',
    }));
    const of = (given: Parameters<typeof indexesOf>[0]) =>
      needsAttention(factsOf({ indexes: indexesOf(given) }));
    expect(of({ unknown: unknown.slice(0, 1) })).toMatchObject([
      { kind: 'not-known', title: 'Alias discrepancies: cannot tell' },
    ]);
    const both = of({ unknown, drifted: [drifted] });
    expect(both.map(({ kind }) => kind)).toEqual(['users', 'not-known']);
    expect(both[1]).toMatchObject({
      title: 'Aliases discrepancies and recommendations: cannot tell',
      says: 'The account of this console may not see it. Not counted as right or wrong.',
    });
  });

  it('says nothing of what a first question has not answered yet', () => {
    const unknown = [{ ...drifted, state: 'not-known' as const }];
    const indexes = indexesOf({ asOf: null, isUnbuilt: true, unknown });
    const sync = syncOf({ services: [{ service: 'Search', state: 'not-known', since: null }] });
    expect(needsAttention(factsOf({ indexes, sync }))).toEqual([]);
  });

  it('asks for a first sync, once, where nothing was ever built, and not while one runs', () => {
    const indexes = indexesOf({ isUnbuilt: true, drifted: [{ ...drifted, state: 'missing' }] });
    expect(needsAttention(factsOf({ indexes })).map(({ key }) => key)).toEqual(['unbuilt']);
    expect(needsAttention(factsOf({ indexes, sync: syncOf({ active }) }))).toEqual([]);
  });

  it('drops a failure once another run is on its way, and names a stalled one', () => {
    const last = briefOf({ state: 'failed' });
    expect(needsAttention(factsOf({ sync: syncOf({ active, last }) }))).toEqual([]);
    const stalled = syncOf({ active: { ...active, state: 'stalled' } });
    expect(needsAttention(factsOf({ sync: stalled }))[0]?.kind).toBe('risk');
  });

  it('names a run that waits, what for and since when', () => {
    const wait = {
      stage: 'doctors',
      title: 'GMC doctors',
      attempt: 2,
      attempts: null,
      says: 'The search engine does not answer.',
      since: '2026-11-21T15:04:30.000Z',
    };
    const sync = syncOf({ active: { ...active, wait } });
    expect(needsAttention(factsOf({ sync }))).toMatchObject([
      {
        kind: 'risk',
        title: 'Run 12 waits at GMC doctors',
        says: 'The search engine does not answer. Users go on reading the live generation.',
        since: wait.since,
      },
    ]);
    const marks = contributions.flatMap(({ mark }) => mark(factsOf({ sync })) ?? []);
    expect(marks).toEqual([{ tone: 'warn', text: 'Waiting' }]);
  });

  it('does not say that users kept what they had where the run does not know', () => {
    const says =
      'The search engine went away. It is not known which generation users read: ' +
      'look at the indexes page.';
    const last = briefOf({
      state: 'failed',
      fault: { kind: 'unavailable', says, detail: { readers: 'not-known' } },
    });
    const [item] = needsAttention(factsOf({ sync: syncOf({ last }) }));
    expect(item?.title).toBe('Run 12 failed while its aliases were moving');
    expect(item?.says).not.toMatch(/nothing changed|what they (had|read before)/i);
  });

  it('gives each item one action', () => {
    const sync = syncOf({ last: briefOf({ state: 'failed' }) });
    const items = needsAttention(factsOf({ sync, indexes: indexesOf({ drifted: [drifted] }) }));
    expect(items.map(({ link }) => link.href)).toEqual(['/indexes', '/sync/local-12']);
  });
});
