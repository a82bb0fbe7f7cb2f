import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tableOf } from '#components/ui/data-table/column.ts';
import { csvOf } from '#components/ui/data-table/csv.ts';
import {
  migrationEvidences,
  sizeOf,
  recordedStatuses,
  type MigrationRow,
} from '#lib/inventory/client.ts';
import { migrationRow } from '#lib/testing/inventory/migration-row.ts';
import { migrationItemsList } from './migration-list.tsx';

type Line = Readonly<Record<string, string>>;

/** As anybody reads the file who has nothing else. */
function readFile(rows: readonly MigrationRow[]): readonly Line[] {
  const { head, rows: cells } = tableOf(migrationItemsList().columns, rows);
  return parse<Record<string, string>>(csvOf(head, cells), { bom: true, columns: true });
}

const row = (more: Partial<MigrationRow>): MigrationRow =>
  migrationRow('tis/move', { name: 'Move', ...more });

const text = fc.string({ minLength: 1, unit: 'binary' }).filter((one) => one.trim() !== '');
const key = fc.constantFrom('tis/gmc', 'tis/ndw', 'tis/it', 'tis/esr');
const anyRow = fc
  .record({
    name: text,
    status: fc.constantFrom(...recordedStatuses),
    evidence: fc.constantFrom(...migrationEvidences, null),
    parts: fc.nat(50),
    services: fc.nat(50),
    dataStores: fc.nat(50),
    waitsFor: fc.uniqueArray(key),
    openQuestion: fc.oneof(fc.constant(null), text),
    sizeDrivers: fc.oneof(fc.constant(null), text),
  })
  .map(row);

it('has in its file all that the size of the task is counted from', () => {
  fc.assert(
    fc.property(fc.array(anyRow), (rows) => {
      const lines = readFile(rows);
      const left = lines.filter(({ status = '' }) =>
        ['not started', 'parallel run', 'not recorded'].includes(status),
      );
      const sum = (column: string) => left.reduce((total, line) => total + Number(line[column]), 0);
      const many = (which: (line: Line) => boolean, of: readonly Line[] = left) =>
        of.filter(which).length;
      const recomputed = {
        items: lines.length,
        moved: many(({ status = '' }) => ['cut over', 'decommissioned'].includes(status), lines),
        left: left.length,
        notRecorded: many(({ status }) => status === 'not recorded'),
        parts: sum('parts'),
        services: sum('services'),
        dataStores: sum('dataStores'),
        outside: new Set(
          left.flatMap(({ waitsFor = '' }) => (waitsFor === '' ? [] : waitsFor.split('; '))),
        ).size,
        questions: many(({ openQuestion }) => openQuestion !== ''),
        inferences: many(({ evidence = '' }) => ['inference', ''].includes(evidence)),
      };
      expect(Object.fromEntries(sizeOf(rows).map(({ id, value }) => [id, value]))).toEqual(
        recomputed,
      );
    }),
  );
});

it('keeps a formula in its file as text', () => {
  const [line] = readFile([
    row({
      name: '=HYPERLINK("http://there")',
      target: { state: 'value', value: ['+1', 'two'] },
      statusNote: '@there',
    }),
  ]);
  expect(line).toMatchObject({
    name: `'=HYPERLINK("http://there")`,
    target: `'+1; two`,
    statusNote: `'@there`,
    status: 'not recorded',
    wave: 'not recorded',
  });
});

it('tells in its file which nothing is recorded', () => {
  const [line] = readFile([
    row({
      owner: { state: 'none' },
      target: { state: 'not-applicable' },
      nothings: { wave: 'not-applicable', sizeDrivers: 'none' },
    }),
  ]);
  expect(line).toMatchObject({
    owner: 'none',
    target: 'not applicable',
    current: 'not recorded',
    wave: 'not applicable',
    sizeDrivers: 'none',
  });
});
