import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { Run, RunDetail } from '#lib/sync/client.ts';
import { NowProvider } from '#components/ui/time/now.tsx';
import { FaultPanel } from './fault-panel.tsx';
import { failureOf } from './failure.ts';
import { leadOf } from '../run-words.ts';
import { detailOf, readerOf, runOf, stageOf } from '../testing.ts';

const swap = (startedAt: string | null) =>
  stageOf({
    kind: 'swap',
    name: 'swap',
    state: startedAt === null ? 'skipped' : 'failed',
    startedAt,
  });
const startedAt = '2026-11-21T15:04:50.000Z';
const says = 'The search engine did not answer.';
const failed = (stages: Run['stages'], detail?: { readers: string }) =>
  runOf({
    state: 'failed',
    stages,
    fault: { kind: 'unavailable', says, ...(detail === undefined ? {} : { detail }) },
  });

const before = failed([stageOf({ state: 'failed' }), swap(null)]);
const atSwap = failed([stageOf({ state: 'done' }), swap(startedAt)]);
const notKnown = failed([stageOf({ state: 'done' }), swap(startedAt)], { readers: 'not-known' });

const reader = (live: string | null) => readerOf({ live });
const eleven = [reader('m_20261120t100000_11')];
const twelve = [reader('m_20261121t150402_12')];
const silent = { readersFailedSince: '2026-11-21T17:40:00.000Z' };
const neverRead = { ...silent, readersAsOf: null, readers: [reader(null)] };

const wordsOf = (changes: Partial<RunDetail>): string =>
  renderToStaticMarkup(
    <NowProvider at="2026-11-21T15:06:00.000Z">
      <FaultPanel detail={detailOf(changes)} />
    </NowProvider>,
  )
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

it('knows how far a failed run came', () => {
  expect([before, atSwap, notKnown].map(failureOf)).toEqual([
    'before-swap',
    'at-swap',
    'not-known',
  ]);
});

it('a run is not said to have changed nothing when that is not known', () => {
  expect(leadOf(before)).toBe('The run ended before the swap. Nothing changed for users.');
  expect(leadOf(atSwap)).toBe(
    'The run ended at the swap. Its aliases did not move, so nothing changed for users.',
  );
  expect(leadOf(notKnown)).toBe(
    'The run ended while its aliases were moving. It is not known which generation users read.',
  );
});

it('a settled run says whether users have left what it built', () => {
  const settled = runOf();
  const now = (...live: readonly (string | null)[]) => detailOf({ readers: live.map(reader) });
  const deed = 'Users were moved to what this run built: all aliases together, once.';
  expect(leadOf(settled, now('m_20261121t150402_12'))).toBe(deed);
  expect(leadOf(settled, now('m_20261120t100000_11', 'm_20261120t100000_11'))).toBe(
    `${deed} They have since been moved back to generation 11.`,
  );
  expect(leadOf(settled, now('m_20261122t100000_13'))).toBe(
    `${deed} They have since moved on to generation 13.`,
  );
  // Not of one mind, an index of others, or not known: the map says it.
  expect(leadOf(settled, now('m_20261121t150402_12', 'm_20261120t100000_11'))).toBe(deed);
  expect(leadOf(settled, now('m'))).toBe(deed);
  expect(leadOf(settled, detailOf(neverRead))).toBe(deed);
  expect(leadOf(settled, detailOf({ ...silent, readers: eleven }))).toBe(deed);
  expect(leadOf(runOf({ dry: true }), now('m_20261120t100000_11'))).toContain('A dry run');
});

describe('what a failure means for users', () => {
  it.each([
    [
      'before the swap',
      { run: before, readers: eleven },
      'This run changed nothing; they read generation 11.',
    ],
    [
      'at the swap',
      { run: atSwap, readers: eleven },
      'This run changed nothing; they read generation 11.',
    ],
    [
      'before anything was live',
      { run: before, readers: [reader(null)] },
      'This run changed nothing; nothing is live through these names yet.',
    ],
    [
      'while the indexes cannot be read',
      { run: before, ...neverRead },
      'This run changed nothing. It is not known which generation users read: the search ' +
        'engine has not answered since 21 November 2026 at 5:40pm.',
    ],
    [
      'not known then, known now',
      { run: notKnown, readers: eleven },
      'At its end it was not known what they read; now they read generation 11.',
    ],
    [
      'moved after all',
      { run: notKnown, readers: twelve },
      'They read the generation of this run.',
    ],
    [
      'not known then, stale now',
      { run: notKnown, readers: eleven, ...silent },
      'For users: It is not known which generation users read: the search engine has not ' +
        'answered since 21 November 2026 at 5:40pm.',
    ],
  ])('%s', (_, changes, words) => {
    expect(wordsOf(changes)).toContain(words);
  });

  it('is in the title, and in what to do next', () => {
    expect(wordsOf({ run: notKnown, readers: eleven })).toContain(
      'Run 12 ended while its aliases were moving',
    );
    expect(wordsOf({ run: notKnown, readers: eleven })).toContain(
      'see on the indexes page where each alias points',
    );
    expect(wordsOf({ run: before, readers: eleven })).toContain('Run 12 ended before the swap');
  });

  it('says of a stalled run what users read, as far as that is known', () => {
    const run = runOf({ state: 'stalled', endedAt: null });
    expect(wordsOf({ run, readers: eleven })).toContain(
      'Users read generation 11 through 1 alias.',
    );
    expect(wordsOf({ run, ...neverRead })).toContain('It is not known which generation users read');
  });
});

it('says that a run waits for another version of the console', () => {
  const waiting = runOf({ state: 'queued', endedAt: null, pipelineVersion: 2 });
  const words = wordsOf({ run: waiting, isPipelineKnown: false });
  expect(words).toContain('waits for another version of the console');
  expect(words).toContain('does not know version 2 of the pipeline');
  expect(wordsOf({ run: waiting })).toBe('');
});
