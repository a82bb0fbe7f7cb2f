import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { NowProvider } from '#components/ui/time/now.tsx';
import { LedgerTable } from './ledger-table.tsx';
import { stageOf } from '../testing.ts';

const htmlOf = (stages: readonly ReturnType<typeof stageOf>[], isDry = false): string =>
  renderToStaticMarkup(
    <NowProvider at="2026-11-21T15:06:00.000Z">
      <LedgerTable stages={stages} isDry={isDry} />
    </NowProvider>,
  );

const rowsOf = (...stages: ReturnType<typeof stageOf>[]) => {
  const html = htmlOf(stages);
  return Object.fromEntries(
    [...html.matchAll(/<th scope="row"[^>]*>([^<]+)<\/th>(.*?)<\/tr>/g)].map(
      ([, title = '', cells = '']) => [
        title,
        cells
          .replace(/<[^>]+>/g, ' ')
          .replace(/\s+/g, ' ')
          .trim(),
      ],
    ),
  );
};

describe('the ledger on the screen', () => {
  it('says not known where there is no figure, and never zero', () => {
    const rows = rowsOf(stageOf({ expected: null, sent: null }));
    expect(rows['Expected']).toBe('Not known');
    expect(rows['Sent']).toBe('Not known');
    expect(rows['Rejected']).toBe('0');
  });

  it('promises no swap in a dry run', () => {
    const swap = stageOf({ name: 'swap', kind: 'swap', state: 'waiting', startedAt: null });
    expect(htmlOf([swap])).toContain('Moves every alias in one request, or none.');
    expect(htmlOf([swap], true)).not.toContain('Moves every alias');
    expect(htmlOf([swap], true)).toContain('A dry run leaves it out.');
  });

  it('needs no expected figure where the sent one decides about the stage', () => {
    expect(rowsOf(stageOf({ expected: null, sent: 60 }))['Expected']).toBe('not told');
  });

  it('has what was counted in a source, and says of no source that was that it was not', () => {
    const counted = stageOf({ counted: 1_234, expected: null, sent: 60 });
    const rows = rowsOf(counted, stageOf({ counted: null, expected: 60, sent: 60 }));
    expect(rows['To send, counted before']).toBe('1,234 not counted');
    expect(rows['Expected']).toBe('not told 60');
    expect(rowsOf(stageOf({ counted: null }))).not.toHaveProperty('To send, counted before');
  });

  it('shows no zero for what has not started', () => {
    const rows = rowsOf(
      stageOf({
        state: 'waiting',
        startedAt: null,
        expected: 7,
        sent: null,
        received: 0,
        written: 0,
        merged: 0,
        quarantined: 0,
      }),
    );
    expect(rows['Expected']).toBe('7');
    expect(rows['Written']).toBe('– not started');
    expect(rows['Balance']).toBe('Not started');
  });

  it('says what is in hand, and when a stage that ended does not balance', () => {
    expect(rowsOf(stageOf())['In hand']).toBe('7');
    const ended = { state: 'done', endedAt: '2026-11-21T15:05:00.000Z', expected: null } as const;
    expect(
      rowsOf(stageOf({ ...ended, sent: 60, received: 60, written: 57, merged: 1, quarantined: 2 }))[
        'Balance'
      ],
    ).toBe('Balanced');
    expect(
      rowsOf(stageOf({ ...ended, sent: 61, received: 60, written: 57, merged: 1, quarantined: 2 }))[
        'Balance'
      ],
    ).toBe('Does not balance');
  });

  it('knows no stage by name: any pipeline has its columns', () => {
    const rows = rowsOf(
      stageOf({ name: 'x', kind: 'prepare', state: 'done' }),
      stageOf({ name: 'y', title: 'Anything', participants: ['abc', 'somebody'] }),
    );
    expect(rows['Participant']).toContain('ABC, Somebody');
  });
});
