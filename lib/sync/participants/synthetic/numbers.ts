/**
 * GMC numbers of the synthetic population: 9000000 and up, scattered over the people so that no two
 * orders agree, and back again.
 */
const firstNumber = 9_000_000;

/**
 * People of a synthetic population at most: together with the doctors who are no trainees, one
 * in ten, they have to find a number of their own from 9000000 to 9999999. Whoever reads the
 * variable and whoever makes the people must agree.
 */
export const mostTrainees = 900_000;

function greatestCommonDivisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

/** The number that times `a` is 1 modulo `m`, by the extended algorithm of Euclid. */
function inverse(a: number, m: number): number {
  let [r, nextR, t, nextT] = [m, a % m, 0, 1];
  while (nextR !== 0) {
    const quotient = Math.floor(r / nextR);
    [t, nextT] = [nextT, t - quotient * nextT];
    [r, nextR] = [nextR, r - quotient * nextR];
  }
  return ((t % m) + m) % m;
}

/** Products stay below 2^40, so plain numbers are exact. */
export class Numbers {
  readonly #factor: number;
  readonly #inverse: number;
  readonly #shift: number;

  constructor(
    readonly positions: number,
    seed: number,
  ) {
    let factor = Math.max(1, Math.floor(positions * 0.618_033_988));
    while (greatestCommonDivisor(factor, positions) !== 1) factor++;
    this.#factor = factor % positions;
    this.#inverse = inverse(this.#factor, positions);
    this.#shift = ((seed % positions) + positions) % positions;
  }

  of(position: number): string {
    return String(firstNumber + ((position * this.#factor + this.#shift) % this.positions));
  }

  /** The position whose number is the `rank`-th from below. */
  positionAt(rank: number): number {
    return (
      ((((rank - this.#shift) % this.positions) + this.positions) * this.#inverse) % this.positions
    );
  }

  /** Null for a number that is nobody's. */
  positionOf(gmcNumber: string): number | null {
    const rank = Number(gmcNumber) - firstNumber;
    return Number.isInteger(rank) && rank >= 0 && rank < this.positions
      ? this.positionAt(rank)
      : null;
  }
}
