import type { Clock } from '../kernel/clock.ts';
import type { Broker } from './broker/port.ts';
import type { Log } from './log.ts';
import type { Database } from './database/database.ts';
import type { Search } from './search/port.ts';

/** Where a run happens and how careful it has to be. */
export interface ConsoleEnvironment {
  readonly name: string;
  readonly isProduction: boolean;
}

/**
 * What a process can do. Built by hand in `lib/processes/compose.ts`; every verb takes it first.
 */
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
  readonly environment: ConsoleEnvironment;
}
