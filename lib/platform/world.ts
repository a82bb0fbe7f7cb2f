import type { Clock } from '../kernel/clock.ts';
import type { Broker } from './broker/port.ts';
import type { Database } from './database/database.ts';
import type { Log } from './log.ts';
import type { ServiceCatalogue } from './outside-service.ts';
import type { Search } from './search/port.ts';

/** Where a run happens and how careful one has to be there. */
export interface Environment {
  /** What addresses, run names and the terminal say: `preprod`. */
  readonly name: string;
  /** What people read: `Pre-production`. */
  readonly title: string;
  readonly isProduction: boolean;
  /** Whether the console runs the sync, or watches the existing Integration service run it. */
  readonly driver: 'managed' | 'observed';
  /** What the inventory calls the same environment, `reval-sync@preprod`; absent: nobody said. */
  readonly inventory?: string;
}

/** What a process can do in one environment; commands and queries take it first. */
export interface World {
  readonly clock: Clock;
  readonly database: Database;
  readonly brokers: {
    /** RabbitMQ, or the broker in the database. */
    readonly amqp: Broker;
    /** SQS, or the broker in the database. */
    readonly sqs: Broker;
  };
  readonly search: Search;
  readonly log: Log;
  readonly environment: Environment;
  /** The outside services of this environment. */
  readonly catalogue: ServiceCatalogue;
}

/**
 * The process: what its environments share, and the environments. `E` is the world of an
 * environment with all that the features add to it.
 */
export interface ConsoleWorld<E extends World = World> {
  readonly clock: Clock;
  readonly database: Database;
  readonly log: Log;
  /** Commands on people and roles act on the console itself. */
  readonly environment: null;
  /** In the order of the configuration; at least one, each with another name. */
  readonly environments: readonly E[];
  /** The outside services that all environments share. */
  readonly catalogue: ServiceCatalogue;
}
