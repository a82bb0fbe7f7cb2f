import { describe, expect, it } from 'vitest';
import { generationName, isGenerationOf, parseIndexName } from './names.ts';

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
