import path from 'node:path';
import { openPglite, openPostgres, type Database } from '#lib/platform/database/database.ts';
import { uniqueName } from '#lib/testing/platform/databases.ts';
import { temporaryFolder } from '#lib/testing/processes/running-console.ts';
import { configuredUrl, ownSchema } from './environment.ts';
import type { Reporting } from './reporting.ts';

/** What fills it may take longer than the product lets a statement take. */
const fillMs = 600_000;

interface OwnConsole {
  readonly variables: Readonly<Record<string, string>>;
  readonly open: () => Promise<Database>;
}

/** On the PostgreSQL that is configured, in a schema of its own; else embedded. */
export async function ownConsole({ cleaning }: Pick<Reporting, 'cleaning'>): Promise<OwnConsole> {
  const folder = await temporaryFolder();
  cleaning.add('the data folder', () => folder.remove());
  const variables = { DATA_DIR: folder.folder, FIRST_RUN: 'off' };
  const url = configuredUrl('DATABASE_URL');
  if (url === null)
    return { variables, open: () => openPglite(path.join(folder.folder, 'database')) };
  const schema = uniqueName('bench');
  await ownSchema(url, schema, cleaning);
  const own = new URL(url);
  own.searchParams.set('options', `-c search_path=${schema}`);
  return {
    variables: { ...variables, DATABASE_URL: own.href },
    open: () => Promise.resolve(openPostgres(url, { schema, responseTimeoutMs: fillMs })),
  };
}
