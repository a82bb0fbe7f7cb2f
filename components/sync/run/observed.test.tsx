import { renderToStaticMarkup } from 'react-dom/server';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import type { ObservedView } from '#lib/sync/client.ts';
import { NowProvider } from '#components/ui/time/now.tsx';
import { leadOf } from '../run-words.ts';
import { runOf, stageOf } from '../testing.ts';
import { failureOf, failureWords } from './failure.ts';
import { isWatched } from './cancel-dialog.tsx';
import { ObservedNow } from './observed-now.tsx';
import { ObservedStages } from './observed-stages.tsx';

const textOf = (of: ReactNode): string =>
  renderToStaticMarkup(<NowProvider at="2026-11-26T10:06:00.000Z">{of}</NowProvider>)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const watched = runOf({
  state: 'running',
  endedAt: null,
  stages: [stageOf({ name: 'doctors', title: 'GMC doctors', kind: 'observed' })],
});
const observed: ObservedView = {
  call: 'unknown',
  calledAt: '2026-11-26T10:00:00.000Z',
  says: '“GMC doctors” is under way: 150 documents so far.',
  confidence: 'likely',
  next: { until: '2026-11-26T11:00:00.000Z', then: 'stalled' },
  lookedAt: '2026-11-26T10:05:00.000Z',
  changedAt: null,
  documents: null,
  documentsBefore: 400,
  stages: [
    {
      name: 'doctors',
      title: 'GMC doctors',
      state: 'running',
      confidence: 'seen',
      documents: 150,
      documentsBefore: null,
      messages: 3,
    },
  ],
  usersSee: ['Connections: shows an error for every designated body.'],
};

describe('a run of the Integration service', () => {
  it('is shown with how sure it is, what comes next, and what users see', () => {
    const text = textOf(<ObservedNow observed={observed} />);
    expect(text).toContain('150 documents so far. likely');
    expect(text).toContain('it is taken as standing still, and the run ends as failed');
    expect(text).toContain('Users see: Connections: shows an error');
    expect(text).toContain('without a clear answer; it is never called twice');
    expect(text).toContain('Documents in the index Not known , 400 before the call');
  });

  it('has stages without a ledger, and says what would be in managed mode', () => {
    const text = textOf(<ObservedStages run={watched} observed={observed} />);
    expect(text).toMatch(/GMC doctors TCS Running seen 150 Not known 3/);
    expect(text).toContain(
      'Ledger, gate and roll back are not available: this environment’s sync is run by the ' +
        'Integration service. Run by this console (driver: managed), every record would be',
    );
  });

  it('can be cancelled before it was called, and only watched no longer afterwards', () => {
    expect(isWatched({ ...watched, state: 'queued' })).toBe(false);
    expect(isWatched(watched)).toBe(true);
    expect(isWatched(runOf())).toBe(false);
  });

  it('is never said to leave users as they were where it filled what they read', () => {
    const failed = (readers: string) => ({
      ...watched,
      state: 'failed' as const,
      fault: { kind: 'unavailable' as const, says: 'It stands still.', detail: { readers } },
    });
    expect(failureWords[failureOf(failed('not-started'))].forUsers).toContain('Nothing changed');
    expect(failureWords[failureOf(failed('in-place'))].forUsers).not.toContain('Nothing changed');
    expect(leadOf(watched)).toContain('pages are empty or wrong until it ends');
  });
});
