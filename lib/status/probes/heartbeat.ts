import type { Database } from '#lib/platform/database/database.ts';
import { findingOfReports } from '../heartbeats/finding-of-reports.ts';
import { readReported } from '../heartbeats/heartbeat-store.ts';
import type { Probe } from '../probe.ts';
import { configuredId, type ProbeTerms } from './ask.ts';
import type { SettingsOf } from './settings.ts';

/** Waits for what a job reports of itself (`POST /api/heartbeats/<token>`). */
export function heartbeatProbe(
  settings: SettingsOf<'heartbeat'>,
  { environment, everyMs, scheduledOn, idOf }: ProbeTerms,
  database: Database,
): Probe {
  const { kind, name, everySeconds, needs, everyMinutes, within } = settings;
  const { graceMinutes, longestMinutes, component } = settings;
  const id = configuredId(environment, settings);
  const expected = {
    everyMinutes: everyMinutes ?? null,
    within: within ?? null,
    graceMinutes,
    longestMinutes: longestMinutes ?? null,
  };
  return {
    id,
    name,
    kind,
    target: 'a job that reports in',
    isReal: true,
    everyMs: everySeconds === undefined ? everyMs : everySeconds * 1_000,
    // A report is there or it is not: asking again finds the same.
    patience: { attempts: 1, recoveries: 1 },
    dependsOn: needs.map(idOf),
    component,
    scheduledOn: settings.scheduledOn ?? scheduledOn,
    async check() {
      const reported = await readReported(database, id);
      return { ...findingOfReports(expected, reported), tookMs: null };
    },
  };
}
