import { describe, expect, it } from 'vitest';
import type { TcsMembership, TcsPerson } from '../sources.ts';
import { designatedBodyOfOwner } from './designated-bodies.ts';
import { extractPerson } from './extract.ts';
import { isStandIn, traineeOf } from './trainee.ts';

const asOf = '2026-11-21';
const membership: TcsMembership = {
  uuid: 'm1',
  programmeName: 'Neurology',
  programmeOwner: 'Wessex',
  type: 'SUBSTANTIVE',
  start: '2025-08-06',
  end: '2028-08-01',
  curriculumEnd: '2028-07-31',
};
const person: TcsPerson = {
  id: 1,
  forenames: 'Ann',
  surname: 'Bell',
  role: null,
  hasGmcDetails: true,
  gmcNumber: '7000001',
  memberships: [membership],
  placements: [],
};

describe('traineeOf', () => {
  it('takes everything from the one current membership', () => {
    expect(traineeOf(person, asOf)).toMatchObject({
      programmeName: 'Neurology',
      programmeMembershipType: 'SUBSTANTIVE',
      programmeOwner: 'Wessex',
      tcsDesignatedBody: '1-1RUZUSF',
      programmeMembershipStartDate: '2025-08-06',
      programmeMembershipEndDate: '2028-08-01',
      curriculumEndDate: '2028-07-31',
    });
  });

  it.each([
    ['2026-11-21', '2026-11-21', 'Neurology'],
    ['2026-11-22', '2027-01-01', null],
    ['2026-01-01', '2026-11-20', null],
    [null, '2027-01-01', null],
    ['2026-01-01', null, null],
  ])('counts both ends: %s to %s', (start, end, name) => {
    expect(
      traineeOf({ ...person, memberships: [{ ...membership, start, end }] }, asOf).programmeName,
    ).toBe(name);
  });

  it('keeps start and end when the curriculum has no end', () => {
    expect(
      traineeOf({ ...person, memberships: [{ ...membership, curriculumEnd: null }] }, asOf),
    ).toMatchObject({
      programmeMembershipStartDate: '2025-08-06',
      programmeMembershipEndDate: '2028-08-01',
      curriculumEndDate: null,
    });
  });

  it('says of several current memberships only the names, distinct and in order', () => {
    const named = (programmeName: string | null): TcsMembership => ({
      ...membership,
      programmeName,
    });
    const trainee = traineeOf(
      {
        ...person,
        memberships: [named('Neurology'), named('Anaesthetics'), named('Neurology'), named(null)],
      },
      asOf,
    );
    expect(trainee).toMatchObject({
      programmeName: 'Anaesthetics | Neurology',
      programmeMembershipType: null,
      programmeOwner: null,
      tcsDesignatedBody: null,
      programmeMembershipStartDate: null,
      programmeMembershipEndDate: null,
      curriculumEndDate: null,
    });
  });

  it('joins grades of current placements, distinct and ascending as numbers', () => {
    const at = (gradeId: number | null, from: string | null, to: string | null) => ({
      gradeId,
      from,
      to,
    });
    const placements = [
      at(1010, asOf, asOf),
      at(279, asOf, asOf),
      at(85, asOf, asOf),
      at(279, asOf, asOf),
      at(1, '2020-01-01', '2026-11-20'),
      at(2, asOf, null),
      at(null, asOf, asOf),
    ];
    expect(traineeOf({ ...person, placements }, asOf).placementGrade).toBe('85 | 279 | 1010');
    expect(traineeOf(person, asOf).placementGrade).toBeNull();
  });

  it('knows fifteen owners, exactly as spelt', () => {
    expect(designatedBodyOfOwner.size).toBe(15);
    expect(designatedBodyOfOwner.get('London LETBs')).toBe('1-1RUZV1D');
    expect(
      traineeOf({ ...person, memberships: [{ ...membership, programmeOwner: 'wessex' }] }, asOf),
    ).toMatchObject({
      programmeOwner: 'wessex',
      tcsDesignatedBody: null,
    });
  });
});

describe('extractPerson', () => {
  it.each(['Dummy Record', 'xPLACEHOLDERx', 'DR in Training,dummy'])(
    'leaves out %s, not even withheld',
    (role) => {
      expect(isStandIn({ ...person, role })).toBe(true);
      expect(extractPerson({ ...person, role, gmcNumber: 'UNKNOWN' }, asOf)).toBeNull();
    },
  );

  it('withholds a person without a usable number, by person id', () => {
    expect(extractPerson({ ...person, hasGmcDetails: false, gmcNumber: null }, asOf)).toEqual({
      kind: 'withhold',
      reason: 'No GMC details recorded',
      reference: '1',
    });
    expect(extractPerson({ ...person, gmcNumber: 'n/a' }, asOf)).toMatchObject({
      kind: 'withhold',
      reference: '1',
    });
  });

  it('sends all others', () => {
    expect(extractPerson({ ...person, role: 'DR in Training' }, asOf)).toMatchObject({
      kind: 'send',
    });
  });
});
