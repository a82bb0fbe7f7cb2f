/** How certificates are told apart and what is said of them. */
import type { TLSSocket } from 'node:tls';
import { countOf } from '#lib/kernel/words/numbers.ts';

export interface Certificate {
  readonly fingerprint: string;
  readonly validTo: Date;
}

/** Of whom a handshake was with; null: they have shown none. */
export function certificateOf(socket: TLSSocket): Certificate | null {
  const certificate = socket.getPeerX509Certificate();
  return certificate === undefined
    ? null
    : { fingerprint: certificate.fingerprint256, validTo: new Date(certificate.validTo) };
}

const dayMs = 86_400_000;

/** A sentence where it ends in fewer than so many days; null: it holds for longer. */
export function endsSoon(
  { validTo }: Pick<Certificate, 'validTo'>,
  now: Date,
  atLeastDays: number,
): string | null {
  const leftMs = validTo.getTime() - now.getTime();
  // A date that nobody can read is none that is far away.
  if (leftMs >= atLeastDays * dayMs) return null;
  if (Number.isNaN(leftMs)) return 'When its certificate ends cannot be read.';
  if (leftMs <= 0) return 'Its certificate has expired.';
  if (leftMs < dayMs) return 'Its certificate ends in less than a day.';
  return `Its certificate ends in ${countOf(Math.floor(leftMs / dayMs), 'day')}.`;
}

/**
 * The certificates of one host over its last few askings. Servers that take turns show one or the
 * other, and both are told; one that took the place of another is told alone.
 */
export class CertificatesSeen {
  readonly #askings: (readonly Certificate[])[] = [];
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** What the host has now, the first to end first. */
  add(asking: readonly Certificate[]): readonly Certificate[] {
    this.#askings.push(asking);
    if (this.#askings.length > this.#most) this.#askings.shift();
    const now = this.#takeTurns() ? this.#askings.flat() : asking;
    const all = new Map(now.map((one) => [one.fingerprint, one] as const));
    return [...all.values()].sort((a, b) => a.validTo.getTime() - b.validTo.getTime());
  }

  /** Whether one came back after another, or two came at once. */
  #takeTurns(): boolean {
    const gone = new Set<string>();
    let before = new Set<string>();
    for (const asking of this.#askings) {
      const now = new Set(asking.map(({ fingerprint }) => fingerprint));
      if ([...now].some((one) => gone.has(one))) return true;
      for (const one of before) if (!now.has(one)) gone.add(one);
      before = now;
    }
    return before.size > 1;
  }
}
