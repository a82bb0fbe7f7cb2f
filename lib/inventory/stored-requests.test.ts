import { expect, it } from 'vitest';
import type { z } from 'zod';
import { EditItem, RemoveItem } from './changes/requests.ts';
import { ApplyImport } from './exchange/model.ts';
import { RecordMove } from './migration/move-request.ts';
import { ImportObservation } from './observe/drift-view.ts';

const reason = 'A test';
const edit = { id: 1, version: 1, reason };
const imported = { format: 'csv', text: 'a', reason, fingerprint: '' };
const source = { id: 'S1', title: 'One', evidence: 'code' };
const observation = {
  kind: 'generic',
  format: 'x',
  observedAt: '2026-11-26T10:00:00Z',
  covers: [],
  isPartial: false,
  things: [],
  told: [],
};
const observed = (observedAt: string) => ({
  environment: 'core@Live',
  reason,
  observation: { ...observation, observedAt },
});

/** Of each what is taken, and what no column has a place for. */
const cases: readonly (readonly [string, z.ZodType, unknown, unknown])[] = [
  ['the version of an edit', EditItem, edit, { ...edit, version: 3_000_000_000 }],
  ['the version of a removal', RemoveItem, edit, { ...edit, version: 3_000_000_000 }],
  [
    'the version of a move',
    RecordMove,
    { item: 'a/b', version: '1', status: 'cut over', reason },
    { item: 'a/b', version: '3000000000', status: 'cut over', reason },
  ],
  [
    'a version that a preview has shown',
    ApplyImport,
    { ...imported, seen: { 1: 1 } },
    { ...imported, seen: { 1: 3_000_000_000 } },
  ],
  [
    'the day of a source',
    EditItem,
    { ...edit, sources: [{ ...source, asOf: '2026-11-26' }] },
    { ...edit, sources: [{ ...source, asOf: '0000-01-01' }] },
  ],
  [
    'the time of an observation',
    ImportObservation,
    observed('2026-11-26T10:00:00Z'),
    observed('0000-01-01T00:00:00Z'),
  ],
];

it.each(cases)('%s has a column', (_, schema, taken, refused) => {
  expect(schema.safeParse(taken).error).toBeUndefined();
  expect(schema.safeParse(refused).success).toBe(false);
});
