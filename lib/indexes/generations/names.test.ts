import { describe, expect, it } from 'vitest';
import { generationName, isGenerationOf, isMoveOn, parseIndexName } from './names.ts';

describe('the name of a generation', () => {
  it('says base, moment in UTC and run, in lower case', () => {
    expect(generationName('masterdoctorindex', new Date('2026-11-21T17:30:00.999Z'), 12)).toBe(
      'masterdoctorindex_20261121t173000_12',
    );
  });

  it('is parsed, and a foreign name is left whole', () => {
    expect(parseIndexName('masterdoctorindex_20261121t150402_12')).toEqual({
      base: 'masterdoctorindex',
      generation: 12,
    });
    for (const foreign of [
      'masterdoctorindex',
      'recommendationindex_20221209103000',
      'recommendationindex_2',
      '_20261121t150402_12',
    ]) {
      expect(parseIndexName(foreign)).toEqual({ base: foreign, generation: null });
    }
  });

  it.each([
    [['m_20261121t150402_12'], 'm_20261121t150402_13', true],
    [['m_20261121t150402_12'], 'm_20261122t150402_13', true],
    [['m_20261121t150402_9'], 'm_20261121t150402_10', true],
    [['m_20261122t150402_13'], 'm_20261121t150402_12', false],
    [['m_20261121t150402_12', 'm_20261123t150402_14'], 'm_20261122t150402_13', false],
    [['m_20261121t150402_12'], 'm_20261122t150402_0', false],
    [['m_20261122t150402_0'], 'm_20261121t150402_12', true],
    [['m_20261121t150402_12'], 'm_by_hand', false],
    [[], 'm_20261121t150402_12', false],
  ])('tells whether readers of %j go on to %s: %s', (from, to, isOn) => {
    expect(isMoveOn(from, to)).toBe(isOn);
  });

  it('is recognised as one of its family and of no other', () => {
    expect(isGenerationOf('masterdoctorindex', 'masterdoctorindex_20261121t173000_12')).toBe(true);
    expect(isGenerationOf('masterdoctorindex', 'masterdoctorindex')).toBe(false);
    expect(isGenerationOf('masterdoctorindex', 'masterdoctorindex_backup')).toBe(false);
    expect(isGenerationOf('doctor', 'doctor_index_20261121t173000_12')).toBe(false);
    expect(isGenerationOf('masterdoctorindex', 'recommendationindex_20261121t173000_12')).toBe(
      false,
    );
  });
});
