import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document, Json } from '#lib/platform/search/port.ts';
import {
  conflictReason,
  doctorFields,
  join,
  mergePart,
  nameFields,
  traineeFields,
} from './merge.ts';

const gmcReferenceNumber = '7000001';
const few = fc.constantFrom('a', 'b', 'c');
const day = fc.constantFrom('2026-01-01', '2026-02-01');

/** Few values, so that ties and near-ties are common. */
const traineePart = fc
  .record(
    {
      doctorFirstName: few,
      doctorLastName: few,
      programmeName: few,
      membershipType: few,
      membershipEndDate: day,
      placementGrade: few,
    },
    { requiredKeys: [] },
  )
  .chain((fields) =>
    fc
      .constantFrom<Json>(1, 2, 3, '9007199254740992', '9007199254740993')
      .map((tcsPersonId): Document => ({ gmcReferenceNumber, tcsPersonId, ...fields })),
  );

const doctorPart = fc
  .record(
    {
      doctorFirstName: few,
      doctorLastName: few,
      designatedBody: few,
      lastUpdatedDate: day,
      existsInGmc: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .map((fields): Document => ({
    gmcReferenceNumber,
    ...fields,
    connectionStatus: fields.designatedBody === undefined ? 'No' : 'Yes',
  }));

/** Fields that no part owns, as services add them. */
const extension = fc.record(
  {
    updatedBy: few,
    notes: fc.oneof(few, fc.integer(), fc.boolean(), fc.array(few)),
    hiddenDiscrepancies: fc.array(fc.record({ hiddenForDesignatedBodyCode: few }), {
      maxLength: 2,
    }),
  },
  { requiredKeys: [] },
);

const part = fc
  .tuple(fc.oneof(traineePart, doctorPart), fc.option(extension))
  .map(([own, more]): Document => ({ ...own, ...more }));
const fold = (parts: readonly Document[]): Document | null =>
  parts.reduce<Document | null>((existing, next) => mergePart(existing, next).document, null);

describe('the merge rule', () => {
  it('is commutative, associative and idempotent', () => {
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 3 }),
        fc.array(part, { minLength: 1, maxLength: 3 }),
        part,
        (some, others, last) => {
          const [a, b] = [fold(some), fold(others)];
          if (a === null || b === null) throw new Error('nothing to join');
          expect(join(a, b)).toEqual(join(b, a));
          expect(join(join(a, b), last)).toEqual(join(a, join(b, last)));
          expect(join(a, a)).toEqual(a);
        },
      ),
    );
  });

  it('makes the same document from any order and any redelivery', () => {
    fc.assert(
      fc.property(
        fc
          .array(part, { minLength: 1, maxLength: 6 })
          .chain((parts) =>
            fc.tuple(
              fc.constant(parts),
              fc.shuffledSubarray([...parts, ...parts], { minLength: parts.length * 2 }),
            ),
          ),
        ([parts, again]) => {
          expect(fold(again)).toEqual(fold(parts));
        },
      ),
    );
  });

  it('gives each field to the part that owns it', () => {
    fc.assert(
      fc.property(traineePart, doctorPart, (trainee, doctor) => {
        const { document, conflict } = mergePart(trainee, doctor);
        expect(conflict).toBeNull();
        for (const field of traineeFields) expect(document[field]).toEqual(trainee[field]);
        for (const field of [...doctorFields, ...nameFields])
          expect(document[field]).toEqual(doctor[field]);
      }),
    );
  });

  it('keeps what services have added, whichever part is joined again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(traineePart, doctorPart), { minLength: 1, maxLength: 4 }),
        extension,
        fc.oneof(traineePart, doctorPart),
        (parts, added, again) => {
          const extended = { gmcReferenceNumber, ...fold(parts), ...added };
          expect(mergePart(extended, again).document).toMatchObject(added);
          expect(join(again, extended)).toEqual(join(extended, again));
        },
      ),
    );
  });

  it('never says null: an absent field stays absent', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1 }), (parts) => {
        expect(Object.values(fold(parts) ?? {})).not.toContain(null);
      }),
    );
  });

  it('keeps the whole trainee part of the lowest person id and names the other', () => {
    const older = {
      gmcReferenceNumber,
      tcsPersonId: 9,
      doctorFirstName: 'Ann',
      programmeName: 'Neurology',
    };
    const lowest = { gmcReferenceNumber, tcsPersonId: 10, placementGrade: '279' };
    expect(mergePart(lowest, older)).toEqual({
      document: older,
      conflict: conflictReason,
      loser: '10',
    });
    expect(mergePart(older, lowest)).toEqual({
      document: older,
      conflict: conflictReason,
      loser: '10',
    });
  });

  it('sees no conflict in the same person again, nor in a doctor again', () => {
    fc.assert(
      fc.property(traineePart, doctorPart, doctorPart, (trainee, doctor, later) => {
        expect(mergePart(mergePart(trainee, doctor).document, trainee).conflict).toBeNull();
        expect(mergePart(mergePart(doctor, trainee).document, later).conflict).toBeNull();
      }),
    );
  });

  it('takes the doctor updated later', () => {
    const before = {
      gmcReferenceNumber,
      connectionStatus: 'Yes',
      designatedBody: 'z',
      lastUpdatedDate: '2026-01-01',
    };
    const after = { gmcReferenceNumber, connectionStatus: 'No', lastUpdatedDate: '2026-01-02' };
    expect(join(before, after)).toEqual(after);
    expect(join(after, before)).toEqual(after);
  });
});
