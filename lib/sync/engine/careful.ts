/**
 * A message that ends the process which handles it would end every worker, one after the other.
 * After some have ended at a stage, the next ones write down what they take in hand, and so find
 * the one message that nobody survives: it is set aside.
 */
import { createHash } from 'node:crypto';
import type { Delivery } from '#lib/platform/broker/port.ts';

/** One that has been suspected among few enough is handled alone. */
export interface Careful {
  /** Cuts a batch so that what is suspected is handled by itself, and last. */
  pieces(deliveries: readonly Delivery[]): readonly (readonly Delivery[])[];
  /** Whether a worker has ended with this message alone in hand. */
  isFatal(delivery: Delivery): boolean;
  /** Resolves when it is written down that these are in hand. */
  take(deliveries: readonly Delivery[]): Promise<void>;
  /** Resolves when it is written down that nothing is. */
  leave(): Promise<void>;
}

const digestOf = ({ body }: Delivery): string =>
  createHash('sha256').update(body).digest('base64').slice(0, 16);

/** `suspects`: what the worker before had in hand when it ended. */
export function careful(
  suspects: readonly string[],
  save: (inHand: readonly string[] | null) => Promise<void>,
): Careful {
  const suspected = new Set(suspects);
  const isSuspected = (delivery: Delivery): boolean => suspected.has(digestOf(delivery));
  const [only] = suspects;
  const fatal = suspects.length === 1 ? only : null;
  return {
    pieces(deliveries) {
      const others = deliveries.filter((delivery) => !isSuspected(delivery));
      const alone = deliveries.filter(isSuspected).map((delivery) => [delivery]);
      return others.length === 0 ? alone : [others, ...alone];
    },
    isFatal: (delivery) => digestOf(delivery) === fatal,
    take: (deliveries) => save([...new Set(deliveries.map(digestOf))]),
    leave: () => save(null),
  };
}
