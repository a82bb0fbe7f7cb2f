import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import {
  stageStarted,
  triedAgain,
  waitOf,
  type RunDetail,
  type RunEvent,
  type Wait,
} from '#lib/sync/client.ts';
import { NowProvider } from '#components/ui/time/now.tsx';
import { detailOf, runOf, stageOf } from '../testing.ts';
import { LedgerTable } from './ledger-table.tsx';
import { QueuesTable } from './queues-table.tsx';
import { StageList } from './stage-list.tsx';
import { RunFigures } from './run-figures.tsx';
import { WaitNote } from './wait-note.tsx';
import { WaitProvider } from './waits.ts';

const minute = (n: number): string => `2026-11-21T15:0${n}:00.000Z`;
const stage = stageOf({ attempt: 2, sent: null });
const running = runOf({ state: 'running', endedAt: null, durationMs: null, stages: [stage] });
const event = (at: number, says: string): RunEvent => ({
  id: at,
  at: minute(at),
  level: 'warn',
  says,
});
const away = (at: number) => event(at, `${triedAgain('First')}Search does not answer.`);
const waiting = (changes: Partial<RunDetail> = {}) =>
  detailOf({ run: running, events: [away(5), away(4), event(3, 'It began.')], ...changes });
const sample = (at: number, written: number) => ({
  at: minute(at),
  stage: 'first',
  written,
  rejected: 0,
});

describe('what a run waits for', () => {
  it('is what its newest events say, since the first of them', () => {
    expect(waitOf(waiting({ samples: [sample(3, 50), sample(5, 50), sample(6, 50)] }))).toEqual({
      stage: 'first',
      title: 'First',
      attempt: 2,
      attempts: null,
      says: 'Search does not answer.',
      since: minute(4),
    });
  });

  it('says which of how many attempts follows where they are limited', () => {
    const limited = event(5, `${triedAgain('First')}Some has not arrived. Attempt 3 of 4 follows.`);
    const wait = waitOf(waiting({ events: [limited, away(4)] }));
    expect(wait).toMatchObject({ attempt: 3, attempts: 4, says: 'Some has not arrived.' });
    const note = (changes: Partial<Wait>): string =>
      renderToStaticMarkup(
        <NowProvider at={minute(6)}>
          {wait !== null && <WaitNote wait={{ ...wait, ...changes }} />}
        </NowProvider>,
      );
    expect(note({})).toContain(', attempt 3 of 4');
    expect(note({ attempts: null })).toMatch(/, attempt 3(?! of)/);
    expect(note({ attempts: null, attempt: 1 })).not.toContain('attempt');
  });

  it('begins anew where something was written between', () => {
    expect(waitOf(waiting({ samples: [sample(3, 10), sample(4, 20), sample(5, 50)] }))?.since).toBe(
      minute(5),
    );
  });

  it('begins anew also where the first wait was long before', () => {
    const events = [away(6), away(3), away(2), event(1, 'It began.')];
    const samples = [sample(1, 10), sample(5, 20), sample(7, 20)];
    expect(waitOf(waiting({ events, samples }))?.since).toBe(minute(6));
  });

  const began = (at: number, attempt: number) =>
    event(at, `${stageStarted('First')}, attempt ${attempt}.`);
  const since = ' Waited for since 3:02pm, until 3:32pm at most.';
  const awayFor = (at: number) => event(at, `${triedAgain('First')}The source is away.${since}`);

  it('goes on while attempts begin that write nothing', () => {
    const events = [began(8, 5), began(7, 4), awayFor(6), began(4, 3), awayFor(2), event(1, 'So.')];
    expect(waitOf(waiting({ events, samples: [sample(8, 0)] }))).toMatchObject({
      since: minute(2),
      says: `The source is away.${since}`,
    });
    expect(waitOf(waiting({ events, samples: [sample(8, 0), sample(9, 1)] }))).toBeNull();
  });

  it('began with the last time that something was away, where an attempt was between', () => {
    const events = [began(7, 4), away(6), began(4, 3), awayFor(2)];
    expect(waitOf(waiting({ events }))?.since).toBe(minute(6));
  });

  it('is as long as the tries that follow each other', () => {
    const few = (at: number, attempt: number) =>
      event(at, `${triedAgain('First')}Some has not arrived. Attempt ${attempt} of 4 follows.`);
    const events = [began(7, 3), few(6, 3), began(5, 2), few(4, 2), began(2, 2), few(1, 4)];
    expect(waitOf(waiting({ events }))).toMatchObject({
      since: minute(4),
      attempt: 3,
      attempts: 4,
    });
  });

  it('is nothing when the first attempt has just begun', () => {
    expect(waitOf(waiting({ events: [event(5, `${stageStarted('First')}.`)] }))).toBeNull();
  });

  it.each<[string, Partial<RunDetail>]>([
    ['something was written since', { samples: [sample(5, 50), sample(6, 51)] }],
    ['something else happened since', { events: [event(6, 'It goes on.'), away(5)] }],
    ['another stage is at work', { run: { ...running, stages: [stageOf({ title: 'Other' })] } }],
    ['it has ended', { run: { ...running, endedAt: minute(6) } }],
    ['it is being cancelled', { run: { ...running, state: 'cancelling' } }],
  ])('is nothing when %s', (_, changes) => expect(waitOf(waiting(changes))).toBeNull());
});

it('looks as if it waits: no green word, and nothing flows', () => {
  const detail = waiting({
    queues: [
      { queue: 'q', ready: 4, unacknowledged: 1, consumers: 1, asOf: minute(4), failedSince: null },
    ],
  });
  const wait = waitOf(detail);
  if (wait === null) throw new Error('it waits');
  const drawn = (isWaiting: boolean) =>
    renderToStaticMarkup(
      <NowProvider at={minute(6)}>
        <WaitProvider value={isWaiting ? wait : null}>
          <RunFigures detail={detail} />
          <LedgerTable stages={[stage]} isDry={false} />
          <StageList stages={[stage]} />
          <QueuesTable queues={detail.queues} hasEnded={false} />
        </WaitProvider>
      </NowProvider>,
    );
  for (const moving of ['Balances so far', 'Flowing', 'Running', 'animate-turn', '-ok-'])
    expect([moving, drawn(true).includes(moving)]).toEqual([moving, false]);
  expect(drawn(true)).toContain('Waiting');
  expect(drawn(true)).toContain('Standing still');
  expect(drawn(false)).toContain('Balances so far');
  expect(drawn(false)).toContain('Flowing');
});

it('says it in a banner', () => {
  const wait = waitOf(waiting());
  const html = renderToStaticMarkup(
    <NowProvider at={minute(6)}>{wait !== null && <WaitNote wait={wait} />}</NowProvider>,
  );
  expect(html.replace(/<[^>]+>/g, '')).toContain(
    'Stage “First” waits since 3:04pm, attempt 2Search does not answer.',
  );
});
