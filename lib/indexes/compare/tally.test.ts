import { describe, expect, it } from 'vitest';
import type { Document } from '#lib/platform/search/port.ts';
import { Tally } from './tally.ts';

const fields = {
  number: { type: 'text', keyword: true, fielddata: false },
  name: { type: 'text', keyword: true, fielddata: false },
  body: { type: 'keyword' },
  known: { type: 'boolean' },
} as const;
const tallyOf = () => new Tally({ fields, plainFields: ['body'] });

const doctor = (at: number, given: Document = {}): Document => ({
  number: String(7_000_000 + at),
  name: `Name${String(at)}`,
  body: '1-A',
  known: true,
  ...given,
});

describe('what is kept of a comparison', () => {
  it('names no doctor: numbers are masked, and of a name only that it changed', () => {
    const tally = tallyOf();
    tally.both('7000001', doctor(1), doctor(1, { name: 'Other1', body: '1-B', known: false }));
    tally.only('a', '7000002', doctor(2));
    tally.only('b', '7000003', doctor(3, { body: 'is 7000003' }));
    const found = tally.differences();
    expect(found.samples).toEqual([
      {
        document: 'number ending 001',
        change: 'changed',
        fields: [
          { field: 'body', change: 'changed', isMasked: false, before: '1-A', after: '1-B' },
          { field: 'known', change: 'changed', isMasked: false, before: 'true', after: 'false' },
          { field: 'name', change: 'changed', isMasked: true, before: null, after: null },
        ],
      },
      {
        document: 'number ending 003',
        change: 'added',
        fields: [
          { field: 'body', change: 'gained', isMasked: false, before: null, after: 'is [number]' },
          { field: 'known', change: 'gained', isMasked: false, before: null, after: 'true' },
        ],
      },
      {
        document: 'number ending 002',
        change: 'removed',
        fields: [
          { field: 'body', change: 'lost', isMasked: false, before: '1-A', after: null },
          { field: 'known', change: 'lost', isMasked: false, before: 'true', after: null },
        ],
      },
    ]);
    expect(JSON.stringify(found)).not.toMatch(/\d{7}|Name|Other/);
  });

  it('lists the most frequent values, and everything else as others', () => {
    const tally = tallyOf();
    for (let at = 0; at < 400; at += 1)
      tally.seen('a', { body: at % 2 === 0 ? '1-A' : `1-${String(at)}` });
    for (let at = 0; at < 40; at += 1) tally.seen('b', { body: ['a list'] });
    tally.seen('b', { body: 'x'.repeat(200) });
    const { values } = tally.differences().fields[0] ?? {};
    expect(values?.listed).toHaveLength(25);
    expect(values?.listed[0]).toEqual({ value: '1-A', documents: { a: 200, b: 0 } });
    expect(values?.others).toEqual({ a: 400 - 200 - 24, b: 41 });
  });

  it('stays small, whatever fields, values and changes come', () => {
    const tally = tallyOf();
    for (let at = 0; at < 3_000; at += 1) {
      const [a, b] = [doctor(at), doctor(at, { [`field${String(at)}`]: at, body: `1-${at}` })];
      tally.seen('a', a);
      tally.seen('b', b);
      tally.both(String(at), a, b);
      tally.only('a', String(at), a);
      tally.only('b', String(at), b);
    }
    const found = tally.differences();
    expect(found).toMatchObject({ changed: 3_000, hasMoreFields: true, state: 'different' });
    expect(found.fields).toHaveLength(200);
    expect(found.samples).toHaveLength(30);
    expect(JSON.stringify(found).length).toBeLessThan(100_000);
  });

  it('shows a few of each kind of change rather than many of one', () => {
    const tally = tallyOf();
    for (let at = 0; at < 50; at += 1)
      tally.both(String(at), doctor(at), doctor(at, { body: '1-B' }));
    tally.both('60', doctor(60), doctor(60, { known: false }));
    const kinds = tally
      .differences()
      .samples.map((sample) => sample.fields.map(({ field }) => field).join());
    expect(kinds).toEqual(['body', 'body', 'known']);
  });
});
