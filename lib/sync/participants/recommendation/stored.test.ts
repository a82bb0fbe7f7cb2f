import { expect, it } from 'vitest';
import { doctorOf } from './stored.ts';

const existing = (existsInGmc: unknown) => {
  const { existsInGmc: read, notes } = doctorOf({ existsInGmc }, '7000001', []);
  return [read, notes];
};
const readAs = (read: boolean) => [
  `existsInGmc is stored as text or a number, and was read as ${String(read)}`,
];

it.each([
  [true, true, undefined],
  [false, false, undefined],
  [undefined, true, undefined],
  [null, true, undefined],
  ['false', false, readAs(false)],
  [' FALSE ', false, readAs(false)],
  ['true', true, readAs(true)],
  [0, false, readAs(false)],
  [1, true, readAs(true)],
  ['perhaps', null, ['existsInGmc is neither true nor false, and was left out']],
  ['', null, ['existsInGmc is neither true nor false, and was left out']],
  [{}, null, ['existsInGmc is neither true nor false, and was left out']],
])('reads a doctor whose existsInGmc is %j as %s', (stored, read, notes) => {
  expect(existing(stored)).toEqual([read, notes]);
});

it('leaves out what is of another type, with a note of each field and none of its value', () => {
  const outcome = { outcome: 7, actualSubmissionDate: '2026-01-01' };
  const doctor = doctorOf(
    {
      doctorFirstName: 7,
      doctorLastName: 'Bell',
      submissionDate: '2026-01-01',
      dateAdded: new Date('2026-02-03'),
      lastUpdatedDate: null,
      gmcLastUpdatedDateTime: 1,
      designatedBodyCode: { a: 1 },
    },
    '7000001',
    [outcome, outcome],
  );
  expect(doctor).toMatchObject({
    firstName: null,
    lastName: 'Bell',
    submissionDate: null,
    dateAdded: '2026-02-03',
    lastUpdatedDate: null,
    gmcLastUpdatedDateTime: null,
    designatedBodyCode: null,
    existsInGmc: true,
    recommendations: [{ outcome: null, actualSubmissionDate: null }, {}],
  });
  expect(doctor.notes).toEqual([
    'doctorFirstName is not text, and was left out',
    'submissionDate is not a date, and was left out',
    'gmcLastUpdatedDateTime is not a date, and was left out',
    'designatedBodyCode is not text, and was left out',
    'outcome is not text, and was left out',
    'actualSubmissionDate is not a date, and was left out',
  ]);
});

it('has no notes of what is as it should be', () => {
  expect(doctorOf({ doctorFirstName: 'Ann' }, '7000001', [])).not.toHaveProperty('notes');
});
