/**
 * A repeatable 32-bit number for a seed, a position and a purpose: everything about a person can be
 * made again from these alone.
 */
export function mix(seed: number, position: number, purpose: number): number {
  let h =
    Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^
    Math.imul(position + 1, 0xc2b2ae35) ^
    Math.imul(purpose + 1, 0x27d4eb2f);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  h = Math.imul(h ^ (h >>> 15), 0x165667b1);
  return (h ^ (h >>> 16)) >>> 0;
}

/** 0 to `below - 1`. */
export const draw = (seed: number, position: number, purpose: number, below: number): number =>
  mix(seed, position, purpose) % below;

/**
 * 0 to 99, each value once in every hundred consecutive positions, so that a share of one per cent
 * shows in a small population too.
 */
export function percentile(seed: number, position: number, stride: number): number {
  const hundred = Math.floor(position / 100);
  return ((position % 100) * stride + mix(seed, hundred, stride)) % 100;
}

/** UUID-shaped text. */
export function uuidOf(seed: number, position: number, purpose: number): string {
  const word = (at: number): string =>
    mix(seed, position, purpose * 4 + at + 1_000)
      .toString(16)
      .padStart(8, '0');
  const [a, b, c, d] = [word(0), word(1), word(2), word(3)];
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-8${c.slice(1, 4)}-${c.slice(4)}${d}`;
}
