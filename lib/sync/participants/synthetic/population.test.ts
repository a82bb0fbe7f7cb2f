import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedCounts, expectedDocument, expectedDocuments } from './expected.ts';
import { mostTrainees } from './numbers.ts';
import { Numbers } from './numbers.ts';
import { Population } from './population.ts';
import { membershipKinds, traitsOf, unusableForms } from './traits.ts';
import { owners, programmes } from './words.ts';

const asOf = '2026-11-21';

describe('the synthetic population', () => {
  it('makes the same person again from size, seed and position alone', () => {
    const [one, other] = [
      new Population({ trainees: 1_000, seed: 3 }, asOf),
      new Population({ trainees: 1_000, seed: 3 }, asOf),
    ];
    for (const position of [999, 0, 500, 0]) {
      expect(one.trainee(position)).toEqual(other.trainee(position));
      expect(one.doctor(position)).toEqual(other.doctor(position));
    }
    expect(new Population({ trainees: 1_000, seed: 4 }, asOf).trainee(0)).not.toEqual(
      one.trainee(0),
    );
  });

  it('gives every position its own seven-digit number and finds it again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000 }), fc.integer(), (positions, seed) => {
        const numbers = new Numbers(positions, seed);
        const ranked = Array.from({ length: positions }, (_, rank) =>
          numbers.of(numbers.positionAt(rank)),
        );
        expect(ranked).toEqual(
          Array.from({ length: positions }, (_, rank) => String(9_000_000 + rank)),
        );
        expect(numbers.positionOf(numbers.of(positions - 1))).toBe(positions - 1);
        expect(numbers.positionOf('9999999')).toBeNull();
      }),
    );
  });

  it('stays exact and within seven digits at its largest', () => {
    const population = new Population({ trainees: mostTrainees, seed: 2_147_483_647 }, asOf);
    for (const position of [0, 1, 899_999, population.positions - 1]) {
      expect(population.numbers.of(position)).toMatch(/^9[0-9]{6}$/);
      expect(population.numbers.positionOf(population.numbers.of(position))).toBe(position);
    }
    expect(() => new Population({ trainees: mostTrainees + 1, seed: 1 }, asOf)).toThrow(RangeError);
  });

  it('shows its rare people in two hundred too', () => {
    const counts = expectedCounts({ trainees: 200, seed: 1 }, asOf);
    expect(counts).toMatchObject({
      trainees: 193,
      withheld: 6,
      standIns: 1,
      conflicts: 2,
      doctorsQuarantined: 1,
    });
    for (const documents of Object.values(counts.derived)) expect(documents).toBeGreaterThan(5);
    const kinds = new Set(Array.from({ length: 200 }, (_, position) => traitsOf(1, position).kind));
    expect(kinds).toEqual(new Set(membershipKinds));
  });

  it('has about the shares of the real one', () => {
    const trainees = 20_000;
    const counts = expectedCounts({ trainees, seed: 1 }, asOf);
    expect(counts.withheld / trainees).toBeCloseTo(0.03, 3);
    expect(counts.conflicts / trainees).toBeCloseTo(0.0012, 4);
    expect(counts.trainees + counts.withheld + counts.standIns).toBe(trainees);
    expect(counts.doctors / trainees).toBeGreaterThan(0.85);
    expect(counts.derived['disconnectedindex']).toBeGreaterThan(trainees / 10);
    expect(
      (counts.derived['connectedindex'] ?? 0) + (counts.derived['disconnectedindex'] ?? 0),
    ).toBe(counts.documents);
  });

  it('has every form of unusable number in two thousand', () => {
    const population = new Population({ trainees: 2_000, seed: 1 }, asOf);
    const forms = new Set<string>();
    for (let position = 0; position < 2_000; position++) {
      const { fate } = population.trainee(position);
      if (fate.is === 'unusable') forms.add(fate.form);
    }
    expect(forms).toEqual(new Set(unusableForms));
  });

  it('is expected the same by walking and by asking for one number', () => {
    const size = { trainees: 300, seed: 5 };
    const walked = [...expectedDocuments(size, asOf)];
    expect(walked.map((one) => one.id)).toEqual(walked.map((one) => one.id).sort());
    for (const one of walked) expect(expectedDocument(size, asOf, one.id)).toEqual(one);
    expect(walked).toHaveLength(expectedCounts(size, asOf).documents);
    expect(expectedDocument(size, asOf, '7000001')).toBeNull();
  });

  it('keeps its words in order, which people in two programmes rely on', () => {
    expect([...programmes].sort()).toEqual([...programmes]);
    expect(new Set(owners.map((owner) => owner.name)).size).toBe(15);
  });
});
