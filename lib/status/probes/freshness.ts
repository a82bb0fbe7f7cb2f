import { z } from 'zod';
import { systemClock, type Clock } from '#lib/kernel/clock.ts';
import { dateTimeWords } from '#lib/kernel/words/times.ts';
import { missed, type Expected } from '../expected.ts';
import type { Probe } from '../probe.ts';
import { systemLookup, type Lookup } from './addresses.ts';
import { configuredProbe, type ProbeTerms } from './ask.ts';
import { degraded, down, Refused, refusals, up, type Finding } from './failure.ts';
import { askMongodb } from './mongodb.ts';
import { askMysql } from './mysql.ts';
import { askEngine } from './opensearch.ts';
import { askPostgres, type Question } from './postgres.ts';
import type { SettingsOf } from './settings.ts';

export interface FreshnessMeans {
  readonly lookup?: Lookup;
  readonly clock?: Clock;
}

type Settings = SettingsOf<'freshness'>;

/** By so much the clocks of two machines may differ. */
const aheadMs = 5 * 60_000;

/** What the newest time says; null: there is none. */
export function findingOfNewest(expected: Expected, newest: unknown, now: Date): Finding {
  if (newest === null) return down('It has nothing with a time.');
  if (!(newest instanceof Date) || Number.isNaN(newest.getTime()))
    return down('What it answers is no time.');
  if (newest.getTime() > now.getTime() + aheadMs)
    return degraded(
      `Its newest time is ${dateTimeWords(newest)}, which is to come: nothing can be told by it.`,
    );
  const due = missed(expected, now, newest);
  return due === null
    ? up
    : down(
        `Its newest is of ${dateTimeWords(newest)}, and one was expected by ` +
          `${dateTimeWords(due)}.`,
      );
}

/** Of any number of rows the first alone is sent; the line ends what may be a comment. */
const firstOf = (query: string): string => `select * from (${query}\n) as newest limit 1`;

const Newest = z.object({
  timed_out: z.boolean().optional(),
  _shards: z.object({ failed: z.number() }),
  aggregations: z
    .object({
      newest: z.object({ value: z.number().nullable(), value_as_string: z.string().optional() }),
    })
    .optional(),
});

async function newestOfIndex(
  settings: Extract<Settings, { readonly of: 'opensearch' }>,
  { lookup, timeLimitMs }: Question,
): Promise<unknown> {
  const { status, body } = await askEngine(settings, lookup, timeLimitMs, {
    method: 'POST',
    path: `/${encodeURIComponent(settings.index)}/_search`,
    body: {
      size: 0,
      track_total_hits: false,
      timeout: `${String(timeLimitMs)}ms`,
      aggs: { newest: { max: { field: settings.field } } },
    },
  });
  if (status === 404) throw new Refused(down('It has no such index.'));
  if (status >= 300) throw new Refused(refusals.question);
  const { data } = Newest.safeParse(body);
  if (data === undefined) throw new Refused(refusals.question);
  if (data._shards.failed > 0 || data.timed_out === true)
    throw new Refused(down('Only part of the index answers.'));
  const newest = data.aggregations?.newest;
  if (newest?.value == null) return null;
  // Of a number that is no time the engine gives no text.
  return newest.value_as_string === undefined ? newest.value : new Date(newest.value);
}

/** Of a field that is in others too, `audit.at`; null: it is not there. */
const valueAt = (document: unknown, field: string): unknown =>
  field
    .split('.')
    .reduce<unknown>(
      (value, name) => (isFields(value) && name in value ? value[name] : null),
      document,
    );
const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function newestOf(settings: Settings, question: Question): Promise<unknown> {
  switch (settings.of) {
    case 'postgres':
      return askPostgres(question, firstOf(settings.query));
    case 'mysql':
      return askMysql(question, firstOf(settings.query));
    case 'mongodb':
      return askMongodb(question, async (db) => {
        const { collection, field } = settings;
        const newest: unknown = await db
          .collection(collection)
          .find({ [field]: { $type: 'date' } })
          .project({ _id: 0, [field]: 1 })
          .sort({ [field]: -1 })
          .limit(1)
          .maxTimeMS(question.timeLimitMs)
          .next();
        return valueAt(newest, field);
      });
    case 'opensearch':
      return newestOfIndex(settings, question);
  }
}

const targets: Readonly<Record<Settings['of'], string>> = {
  postgres: 'the newest in PostgreSQL',
  mysql: 'the newest in MySQL',
  mongodb: 'the newest over the MongoDB protocol',
  opensearch: 'the newest in OpenSearch',
};

/** Asks for the newest time of something that must happen, and changes nothing. */
export function freshnessProbe(
  settings: Settings,
  terms: ProbeTerms,
  { lookup = systemLookup, clock = systemClock }: FreshnessMeans = {},
): Probe {
  const { url, timeLimitSeconds, everyMinutes, within, graceMinutes } = settings;
  const timeLimitMs = timeLimitSeconds * 1_000;
  const expected: Expected = {
    everyMinutes: everyMinutes ?? null,
    within: within ?? null,
    graceMinutes,
  };
  return configuredProbe(settings, terms, targets[settings.of], async (signal) => {
    const newest = await newestOf(settings, { url, timeLimitMs, lookup, signal });
    return findingOfNewest(expected, newest, clock.now());
  });
}
