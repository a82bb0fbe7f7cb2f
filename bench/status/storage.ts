import { openPostgres, type Database } from '#lib/platform/database/database.ts';
import { migrate } from '#lib/platform/database/migrate.ts';
import { uniqueName } from '#lib/testing/platform/databases.ts';
import { migrationsFolder } from '#lib/testing/platform/migrated-contents.ts';
import { configuredUrl, ownSchema } from '../environment.ts';
import type { Reporting } from '../reporting.ts';
import { fillDays, fillHours, fillProbes, fillResults, probesOfAll } from './fill.ts';

const gigabytesAtMost = 2;
const days = 14;
const months = 13;
/** Of two days; the rest is as large. */
const measuredHours = 1;

interface Size {
  readonly rows: number;
  readonly gigabytes: number;
}

async function sizeOf(database: Database, table: string, rows: number): Promise<Size> {
  await database.script(`vacuum analyze ${table}`);
  const [size] = await database.rows<{ bytes: number }>(
    'select pg_total_relation_size($1::regclass)::float8 as bytes',
    [table],
  );
  return { rows, gigabytes: (size?.bytes ?? Number.NaN) / 1e9 };
}

const rounded = (gigabytes: number): number => Math.round(gigabytes * 100) / 100;

/** What the summaries of all probes take in PostgreSQL, indexes and all, when none is due to go. */
export async function storagePart({ cleaning, says, table, fail }: Reporting): Promise<object> {
  const url = configuredUrl('DATABASE_URL');
  if (url === null) {
    says('How much is stored is measured in PostgreSQL: set DATABASE_URL.');
    return { gigabytes: null };
  }
  const schema = uniqueName('bench');
  await ownSchema(url, schema, cleaning);
  const database = openPostgres(url, { schema, responseTimeoutMs: 600_000 });
  cleaning.add('the connections', () => database.close());
  await migrate(database, migrationsFolder);
  await fillProbes(database, ['dev', 'stage', 'prod']);
  says(`Summaries of ${probesOfAll} probes, for ${days} days and ${months} months …`);
  const hours = await sizeOf(database, 'probe_hour', await fillHours(database, days));
  const ofDays = await sizeOf(database, 'probe_day', await fillDays(database, months));
  const some = await sizeOf(database, 'probe_result', await fillResults(database, measuredHours));
  // The fill goes on for half an hour from now.
  const results = (some.gigabytes / (measuredHours + 0.5)) * 48;
  const gigabytes = rounded(hours.gigabytes + ofDays.gigabytes);
  if (gigabytes > gigabytesAtMost) fail(`The summaries take ${gigabytes} GB.`);
  const row = (what: string, { rows, gigabytes: size }: Size): string[] => [
    what,
    String(rows),
    size.toFixed(2),
  ];
  table([
    ['kept', 'rows', 'GB'],
    row('five minutes, 14 days', hours),
    row('hours and days, 13 months', ofDays),
    ['summaries, all of them', '', gigabytes.toFixed(2)],
    ['results, two days (by an hour and a half of them)', '', results.toFixed(2)],
  ]);
  return {
    gigabytes,
    minutesGigabytes: rounded(hours.gigabytes),
    daysGigabytes: rounded(ofDays.gigabytes),
    resultsGigabytes: rounded(results),
  };
}
