/** Which sequence numbers have been received: one bit each, so that half a million take 62 kB. */
export class SequenceSet {
  #bits = new Uint8Array(1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** True when the number is new. Numbers count from 1. */
  add(sequence: number): boolean {
    const byte = sequence >>> 3;
    if (byte >= this.#bits.length) {
      const grown = new Uint8Array(Math.max(this.#bits.length * 2, byte + 1));
      grown.set(this.#bits);
      this.#bits = grown;
    }
    const bit = 1 << (sequence & 7);
    const held = this.#bits[byte] ?? 0;
    if ((held & bit) !== 0) return false;
    this.#bits[byte] = held | bit;
    this.#size++;
    return true;
  }
}
