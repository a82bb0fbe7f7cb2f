import { createCache, type Cached } from '../kernel/cache.ts';
import { FaultError, isOfNoWrites } from '../kernel/result.ts';
import { withinTime } from '../kernel/within-time.ts';
import { sentences } from '../kernel/words/text.ts';

/** A server, or its stand-in in the database, on which an environment depends. */
export interface OutsideService {
  /** What a pipeline or a page names it by: `amqp`, `search`. */
  readonly id: string;
  /** In words: `Messages`. */
  readonly name: string;
  /** What does it: `RabbitMQ`, `in the database`. */
  readonly adapter: string;
  /** Null: shared by all environments. */
  readonly environment: string | null;
  readonly isReal: boolean;
  /** Resolves when it answers. */
  check(): Promise<unknown>;
  /** Later than this an answer counts as none. */
  readonly timeLimitMs: number;
}

export interface ServiceState {
  readonly service: OutsideService;
  readonly state: 'up' | 'down';
  /** Since when it has been down; null while it is up. */
  readonly since: Date | null;
  /** A sentence, where it answers and yet is of no use; null: it cannot be reached, or is up. */
  readonly trouble: string | null;
}

/** What is known of a service without waiting for it. */
export interface LatestState extends Omit<ServiceState, 'state'> {
  /** `not-known`: its first check goes on. */
  readonly state: ServiceState['state'] | 'not-known';
}

/** `Messages (RabbitMQ)`. */
export const titleOf = ({ name, adapter }: Pick<OutsideService, 'name' | 'adapter'>): string =>
  `${name} (${adapter})`;

const freshForMs = 5_000;

/**
 * The outside services of an environment, or those that all of them share. Banner, readiness,
 * health and start checks read it.
 */
export interface ServiceCatalogue {
  readonly services: readonly OutsideService[];
  /**
   * One check a service in five seconds, whoever calls; of those named, or of all. Never rejects.
   */
  states(ids?: ReadonlySet<string>): Promise<readonly ServiceState[]>;
  /** The same questions, and no caller waits longer than `withinMs`: the last known state then. */
  latest(ids: ReadonlySet<string>, withinMs: number): Promise<readonly LatestState[]>;
}

export function catalogueOf(
  services: readonly OutsideService[],
  now: () => Date,
): ServiceCatalogue {
  const checks = createCache<OutsideService, unknown>({ freshForMs });
  const troubles = new Map<OutsideService, string>();
  const underWay = new Map<OutsideService, Promise<unknown>>();
  async function check(service: OutsideService): Promise<unknown> {
    try {
      const answer = await withinTime(service.timeLimitMs, () => service.check());
      troubles.delete(service);
      return answer;
    } catch (error) {
      if (error instanceof FaultError && (error.fault.kind === 'busy' || isOfNoWrites(error)))
        troubles.set(service, sentences(error.fault.says));
      else troubles.delete(service);
      throw error;
    }
  }
  const factsOf = (service: OutsideService, since: Date | null): Omit<ServiceState, 'state'> => ({
    service,
    since,
    trouble: since === null ? null : (troubles.get(service) ?? null),
  });
  const lastCheck = (service: OutsideService, withinMs?: number): Promise<Cached<unknown>> =>
    checks.get(service, service.id, {
      read() {
        const checking = check(service);
        underWay.set(service, checking);
        return checking;
      },
      now,
      withinMs,
    });
  /** Of a stand-in in the console's own database once it has ended, however late. */
  async function endedCheck(service: OutsideService): Promise<Cached<unknown>> {
    const last = await lastCheck(service);
    if (last.isLate !== true || service.isReal) return last;
    await Promise.allSettled([underWay.get(service)]);
    return lastCheck(service);
  }
  return {
    services,
    states: (ids) =>
      Promise.all(
        services
          .filter(({ id }) => ids === undefined || ids.has(id))
          .map(async (service): Promise<ServiceState> => {
            const { failedSince } = await endedCheck(service);
            return {
              ...factsOf(service, failedSince),
              state: failedSince === null ? 'up' : 'down',
            };
          }),
      ),
    latest: (ids, withinMs) =>
      Promise.all(
        services
          .filter(({ id }) => ids.has(id))
          .map(async (service): Promise<LatestState> => {
            const { asOf, failedSince } = await lastCheck(service, withinMs);
            const known = asOf === null ? 'not-known' : 'up';
            return {
              ...factsOf(service, failedSince),
              state: failedSince === null ? known : 'down',
            };
          }),
      ),
  };
}
