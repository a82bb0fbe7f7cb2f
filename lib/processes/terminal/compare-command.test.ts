import { describe, expect, it } from 'vitest';
import type { Comparison, ComparisonEvent } from '#lib/indexes/index.ts';
import { compareIndexes } from './compare-command.ts';
import type { Console } from './console-client.ts';
import { changingLine } from './follow.ts';
import { silentConsole } from './testing.ts';

const comparison = (given: Partial<Comparison> = {}): Comparison => ({
  environment: 'local',
  index: 'master',
  a: { index: 'master_1', run: 'local-1' },
  b: { index: 'master_2', run: 'local-2' },
  startedAt: '2026-11-21T10:00:00.000Z',
  endedAt: '2026-11-21T10:00:09.000Z',
  says: '1 document added, 2 removed and 3 changed; 4 the same.',
  state: 'different',
  documents: { a: 9, b: 8 },
  added: 1,
  removed: 2,
  changed: 3,
  same: 4,
  withoutKey: { a: 0, b: 0 },
  repeated: { a: 0, b: 0 },
  fields: [
    {
      field: 'designatedBody',
      nullRate: { a: 0, b: 0.125 },
      empty: { a: 0, b: 1 },
      changed: 3,
      gained: 0,
      lost: 1,
      values: {
        listed: [
          { value: '1-A', documents: { a: 9, b: 5 } },
          { value: '1-B', documents: { a: 0, b: 2 } },
        ],
        others: { a: 0, b: 0 },
      },
    },
    {
      field: 'gmcReferenceNumber',
      nullRate: { a: 0, b: 0 },
      empty: { a: 0, b: 0 },
      changed: 0,
      gained: 0,
      lost: 0,
      values: null,
    },
  ],
  hasMoreFields: false,
  samples: [
    {
      document: 'number ending 003',
      change: 'changed',
      fields: [
        { field: 'designatedBody', change: 'lost', isMasked: false, before: '1-A', after: null },
        { field: 'doctorLastName', change: 'changed', isMasked: true, before: null, after: null },
      ],
    },
  ],
  ...given,
});

const progress = { progress: { a: { read: 1_000, of: 9_000 }, b: { read: 900, of: null } } };

function saying(events: readonly ComparisonEvent[], read: string[] = []): Console {
  return {
    ...silentConsole,
    lines: async function* <T>(where: string) {
      read.push(where);
      // What the command reads.
      for (const event of events) yield event as T;
    },
  };
}

const compare = (console: Console, options = {}, written: string[] = []) =>
  compareIndexes(
    console,
    ['local-1', 'local-2'],
    options,
    changingLine({ isTTY: true, write: (text) => written.push(text) }, (text) => text),
    new AbortController().signal,
  );

describe('the comparison in a terminal', () => {
  it('follows what is read and then says what differs, with the number of drift', async () => {
    const read: string[] = [];
    const written: string[] = [];
    const asked = saying([progress, { result: comparison() }], read);
    const outcome = await compare(asked, { environment: 'local', index: 'master' }, written);
    expect(read).toEqual([
      '/api/indexes/compare?a=local-1&b=local-2&index=master&environment=local',
    ]);
    expect(written[0]).toContain('Read 1,000 of 9,000 and 900 documents');
    expect(written.at(-1)).toBe('\r\u001b[2K');
    expect(outcome).toMatchObject({ exitCode: 4, json: comparison() });
    expect(outcome.says.split('\n').map((line) => line.replaceAll(/ +/g, ' '))).toEqual([
      'master_1 (9) → master_2 (8)',
      '1 document added, 2 removed and 3 changed; 4 the same.',
      ' field changed gained lost none in A none in B',
      ' designatedBody 3 0 1 0% 12.5%',
      ' value in A in B change',
      ' designatedBody 1-A 9 5 -4',
      ' designatedBody 1-B 0 2 +2',
      'samples',
      ' changed number ending 003: designatedBody 1-A → nothing, doctorLastName',
    ]);
  });

  it('takes generations by the number that people say', async () => {
    const read: string[] = [];
    const equal = comparison({ state: 'equal', fields: [], samples: [], says: 'The same.' });
    const asked: Console = {
      ...saying([{ result: equal }], read),
      // What the only environment is called.
      get: <T>() => Promise.resolve({ environment: 'local' } as T),
    };
    const line = changingLine({ isTTY: false, write: () => undefined }, (text) => text);
    const { signal } = new AbortController();
    await compareIndexes(asked, ['1', '3'], {}, line, signal);
    await compareIndexes(asked, ['1', 'master_3'], { environment: 'prod' }, line, signal);
    expect(read).toEqual([
      '/api/indexes/compare?a=local-1&b=local-3',
      '/api/indexes/compare?a=prod-1&b=master_3&environment=prod',
    ]);
  });

  it('ends with 0 where both are equal, and with 5 where that is not known', async () => {
    const equal = comparison({ state: 'equal', fields: [], samples: [], says: 'The same.' });
    expect(await compare(saying([{ result: equal }]))).toMatchObject({
      exitCode: 0,
      says: 'master_1 (9) → master_2 (8)\nThe same.',
    });
    const unknown = comparison({ state: 'not-known' });
    expect(await compare(saying([{ result: unknown }]))).toMatchObject({ exitCode: 5 });
    await expect(compare(saying([progress]))).rejects.toMatchObject({
      fault: { kind: 'unavailable' },
    });
  });
});
