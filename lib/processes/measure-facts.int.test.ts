import { readFileSync } from 'node:fs';
import { register } from 'prom-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Database } from '#lib/platform/database/database.ts';
import { measureProcess, metricsText } from '#lib/platform/metrics.ts';
import { databases } from '#lib/testing/platform/databases.ts';
import { webRuntimeOver } from '#lib/testing/web/web-runtime.ts';
import { measureFacts } from './measure-facts.ts';

const route = {
  name: 'on-call',
  kind: 'webhook',
  address: 'https://hooks.example/a',
  secret: null,
  environments: null,
  severity: 'info',
  events: null,
  hours: null,
  repeatMinutes: null,
} as const;

const sampleOf = async (name: string): Promise<readonly string[]> =>
  (await metricsText()).text.split('\n').filter((line) => line.startsWith(name));

afterEach(() => register.clear());

for (const { kind, isWanted, make } of databases)
  describe.runIf(isWanted)(`what Prometheus is told, ${kind}`, () => {
    let database: Database;
    beforeAll(async () => {
      database = await make();
    });
    afterAll(() => database.close());

    it('is how services, runs and notices of each environment are', async () => {
      await database.run(
        `insert into probe (id, environment, name, kind, target, is_real, every_ms, state, since,
           last_at)
         select 'service:a:' || n, 'a', n, 'service', 'there', true, 20000,
           case n when 'search' then 'down' else 'up' end, now(), now()
         from unnest(array['search', 'amqp']) n`,
      );
      await database.run(
        `insert into notice_delivery (notice_id, route, state, next_at, give_up_at)
         select gen_random_uuid(), 'on-call', s, now(), now() from unnest(array['waiting', 'dead',
           'dead']) s`,
      );
      const { world } = webRuntimeOver({ database, environments: ['a', 'b'] });
      measureFacts({ ...world, notify: { ...world.notify, routes: [route] } });
      expect(await sampleOf('console_facts_read')).toEqual(['console_facts_read 1']);
      expect(await sampleOf('console_services{')).toEqual([
        'console_services{environment="a"} 2',
        'console_services{environment="b"} 0',
      ]);
      expect(await sampleOf('console_services_unwell{environment="a"')).toEqual([
        'console_services_unwell{environment="a",state="down"} 1',
        'console_services_unwell{environment="a",state="degraded"} 0',
        'console_services_unwell{environment="a",state="not-known"} 0',
      ]);
      expect(await sampleOf('console_run_active{environment="a"')).toEqual([
        'console_run_active{environment="a"} 0',
      ]);
      expect(await sampleOf('console_notices{')).toEqual([
        'console_notices{route="on-call",state="waiting"} 1',
        'console_notices{route="on-call",state="dead"} 2',
      ]);
      // Nothing has ever settled, and nobody says 0 for that.
      expect(await sampleOf('console_sync_settled_timestamp_seconds{')).toEqual([]);
    });

    it('is not told where the database does not answer', async () => {
      const { world } = webRuntimeOver({ database, environments: ['a'] });
      const away: Database = { ...database, rows: () => Promise.reject(new Error('away')) };
      measureFacts({ ...world, database: away });
      expect(await sampleOf('console_facts_read')).toEqual(['console_facts_read 0']);
      for (const name of ['console_services{', 'console_incidents_open{', 'console_run_active{'])
        expect(await sampleOf(name)).toEqual([]);
    });
  });

const Rules = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          alert: z.string(),
          expr: z.string(),
          annotations: z.object({ summary: z.string(), description: z.string() }),
        }),
      ),
    }),
  ),
});
const Dashboard = z.object({
  panels: z.array(
    z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })) }),
  ),
});

it('every metric that a rule or the dashboard asks for is one that a process has', async () => {
  const { groups } = Rules.parse(parse(readFileSync('deploy/monitoring/alerts.yaml', 'utf8')));
  const { panels } = Dashboard.parse(
    JSON.parse(readFileSync('deploy/monitoring/dashboard.json', 'utf8')),
  );
  const asked = [
    ...groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)),
    ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  ].flatMap((expr) => expr.match(/console_\w+/g) ?? []);
  expect(asked.length).toBeGreaterThan(15);
  measureProcess(() => ({
    statements: () => 0,
    backgroundStatements: () => 0,
    pulses: () => [],
  }));
  const [{ make } = { make: null }] = databases;
  const database = await make?.();
  if (database === undefined) throw new Error('no database');
  measureFacts(webRuntimeOver({ database, environments: ['a'] }).world);
  const { text } = await metricsText();
  await database.close();
  const there = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
  // Of requests and of probes, which are not there where nobody asks.
  there.add('console_http_request_duration_seconds_bucket');
  there.add('console_probe_lag_seconds_bucket');
  expect(asked.filter((name) => !there.has(name))).toEqual([]);
});
