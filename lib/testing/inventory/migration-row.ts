import type { MigrationRow } from '#lib/inventory/client.ts';
import type { RecordedFact } from '#lib/inventory/model.ts';

const notRecorded: RecordedFact = { state: 'not-recorded' };

/** An item of which nothing is recorded but what `more` says. */
export const migrationRow = (key: string, more: Partial<MigrationRow> = {}): MigrationRow => ({
  key,
  name: key,
  estate: 'tis',
  estateTitle: 'TIS',
  version: 1,
  current: notRecorded,
  target: notRecorded,
  status: 'not-recorded',
  statusNote: null,
  evidence: null,
  evidenceText: null,
  owner: notRecorded,
  wave: null,
  blockedWords: [],
  blockedBy: [],
  movesWith: [],
  waitsFor: [],
  sizeDrivers: null,
  nothings: {},
  openQuestion: null,
  parts: 0,
  services: 0,
  dataStores: 0,
  ...more,
});
