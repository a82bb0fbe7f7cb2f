import fc from 'fast-check';
import { expect, it } from 'vitest';
import { careful, digestOf } from './careful.ts';

const saved: (readonly string[] | null)[] = [];
const carefulOf = (suspects: readonly string[]) =>
  careful(digestOf, suspects.map(digestOf), (inHand) => {
    saved.push(inHand);
    return Promise.resolve();
  });
const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 12 });

it('handles whatever is suspected alone, and leaves nothing out', () => {
  fc.assert(
    fc.property(
      ids.chain((all) => fc.tuple(fc.constant(all), fc.subarray(all))),
      ([all, suspects]) => {
        const cautious = carefulOf(suspects);
        const [pieces, inOrder] = [cautious.pieces(all), cautious.piecesInOrder(all)];
        expect(inOrder.flat()).toEqual(all);
        expect(pieces.flat().toSorted()).toEqual(all.toSorted());
        for (const piece of [...pieces, ...inOrder])
          if (piece.some((id) => suspects.includes(id))) expect(piece).toHaveLength(1);
      },
    ),
  );
});

it('blames one that was alone in hand, and none among several', async () => {
  expect(carefulOf(['a', 'b']).isFatal('a')).toBe(false);
  expect(carefulOf(['a']).isFatal('a')).toBe(true);
  expect(carefulOf(['a']).isFatal('b')).toBe(false);
  const cautious = carefulOf([]);
  await cautious.take(['a', 'a', 'b']);
  await cautious.leave();
  expect(saved).toEqual([['a', 'b'].map(digestOf), null]);
});
