/** What every process exposes to Prometheus; features and the web add their own. */
import { collectDefaultMetrics, Counter, Gauge, register } from 'prom-client';
import { isAlive, type TaskPulse } from './process/health.ts';

export interface MeasuredProcess {
  /** SQL statements sent to the database so far. */
  statements(): number;
  /** Those of them that no request has asked for. */
  backgroundStatements(): number;
  /** Of each background task: name and environment are the labels, so there are few. */
  pulses(): readonly TaskPulse[];
}

const statementsName = 'console_sql_statements_total';
const backgroundName = 'console_sql_background_statements_total';

/** Registers the metrics of this process, once however often it is called. */
export function measureProcess(own: () => MeasuredProcess): void {
  if (register.getSingleMetric(statementsName) !== undefined) return;
  collectDefaultMetrics();
  const counted = (name: string, help: string, valueOf: (own: MeasuredProcess) => number): void => {
    new Counter({
      name,
      help,
      collect() {
        this.reset();
        this.inc(valueOf(own()));
      },
    });
  };
  counted(statementsName, 'SQL statements that this process has sent to its database.', (of) =>
    of.statements(),
  );
  counted(backgroundName, 'Those of them that no request has asked for.', (of) =>
    of.backgroundStatements(),
  );
  const ofTasks = (name: string, help: string, valueOf: (pulse: TaskPulse) => number): void => {
    new Gauge({
      name,
      help,
      labelNames: ['task', 'environment'],
      collect() {
        this.reset();
        for (const pulse of own().pulses()) {
          const { task, environment } = pulse;
          this.set(environment === undefined ? { task } : { task, environment }, valueOf(pulse));
        }
      },
    });
  };
  ofTasks(
    'console_task_seconds_since_progress',
    'Time since a background task last made progress, or since it started.',
    ({ progressAtMs, startedAtMs }) => (Date.now() - (progressAtMs ?? startedAtMs)) / 1_000,
  );
  ofTasks(
    'console_task_stuck',
    '1 while a background task has made no progress for longer than it may.',
    (pulse) => (isAlive(pulse, Date.now()) ? 0 : 1),
  );
}

/** Prometheus text of everything that is registered, with its content type. */
export async function metricsText(): Promise<{
  readonly contentType: string;
  readonly text: string;
}> {
  return { contentType: register.contentType, text: await register.metrics() };
}
