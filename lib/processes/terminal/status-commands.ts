import { newId } from '#lib/kernel/ids.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import type {
  IncidentOutcome,
  IncidentState,
  IncidentView,
  IncidentWithSeen,
  MaintenanceList,
  MaintenanceOutcome,
  MaintenanceView,
  Outcome as State,
  ProbeAnswer,
  ProbeView,
  SeenBefore,
  ServicesView,
} from '#lib/status/index.ts';
import { serviceList, whySeenWords } from '#lib/status/index.ts';
import type { Console } from './console-client.ts';
import { onlyEnvironment } from './only-environment.ts';
import { exit, type ExitCode, type Outcome } from './outcome.ts';

export interface StatusOptions {
  /** Only of this one. */
  readonly environment?: string;
}

const words: Readonly<Record<State, string>> = {
  up: 'up',
  degraded: 'degraded',
  down: 'down',
  'not-known': 'not known',
};

const offWords: Readonly<Record<NonNullable<ProbeView['off']>['reason'], string>> = {
  maintenance: 'under maintenance',
  paused: 'paused',
  'scheduled-off': 'scheduled off',
};

const lineOf = ({
  environment,
  name,
  target,
  state,
  since,
  off,
  tookMs,
  says,
}: ProbeView): string =>
  [
    (environment ?? 'the console').padEnd(14),
    name.padEnd(16),
    target.padEnd(22),
    words[state].padEnd(9),
    `since ${since}`,
    off === null ? '' : offWords[off.reason] + (off.until === null ? '' : ` until ${off.until}`),
    tookMs === null ? '' : `${count(tookMs)} ms`,
    says ?? '',
  ]
    .filter((part) => part !== '')
    .join('  ');

/**
 * 4: a service is down or degraded and not off on purpose; 5: of none that is neither nobody can
 * tell.
 */
function exitOf(all: readonly Pick<ProbeView, 'state' | 'off'>[]): ExitCode {
  const probes = all.filter(({ off }) => off === null);
  if (all.length > 0 && probes.length === 0) return exit.done;
  if (probes.some(({ state }) => state === 'down' || state === 'degraded')) return exit.drift;
  return probes.every(({ state }) => state === 'up') && probes.length > 0
    ? exit.done
    : exit.notKnown;
}

/** All of them, however many pages they are. */
async function readServices(
  console: Console,
  environment: string | undefined,
): Promise<{ readonly asOf: string; readonly probes: readonly ProbeView[] }> {
  const limit = serviceList.mostAtOnce;
  const where = environment === undefined ? {} : { where: environment };
  const probes: ProbeView[] = [];
  for (;;) {
    const search = new URLSearchParams({
      ...where,
      limit: String(limit),
      offset: String(probes.length),
    });
    const { asOf, rows, total } = await console.get<ServicesView>(`/api/status/services?${search}`);
    probes.push(...rows);
    if (rows.length === 0 || probes.length >= total) return { asOf, probes };
  }
}

export async function showStatus(
  console: Console,
  { environment }: StatusOptions,
): Promise<Outcome> {
  const { asOf, probes } = await readServices(console, environment);
  return {
    json: { asOf, probes },
    says: probes.length === 0 ? 'Nothing was asked yet.' : probes.map(lineOf).join('\n'),
    exitCode: exitOf(probes),
  };
}

export interface ProbesOptions extends StatusOptions {
  /** The name of one that is to be asked now. */
  readonly run?: string;
}

/** All of them with how they are, or what one that is asked now finds. */
export async function listProbes(
  console: Console,
  { run, ...options }: ProbesOptions,
): Promise<Outcome> {
  if (run === undefined) return showStatus(console, options);
  const answer = await console.post<ProbeAnswer>('/api/v1/status/run-probe', {
    environment: options.environment ?? (await onlyEnvironment(console)),
    probe: run,
  });
  const { name, outcome, tookMs, says } = answer;
  return {
    json: answer,
    says: [name, words[outcome], tookMs === null ? '' : `${count(tookMs)} ms`, says ?? '']
      .filter((part) => part !== '')
      .join('  '),
    exitCode: exitOf([{ state: outcome, off: null }]),
  };
}

const seenWords = (seen: SeenBefore): string => `${seen.name} (${seen.key}: ${whySeenWords(seen)})`;

const incidentLine = ({
  id,
  environment,
  title,
  state,
  since,
  root,
  nextUpdateAt,
  seenBefore,
  affected,
}: IncidentWithSeen): string =>
  [
    String(id).padStart(5),
    environment.padEnd(14),
    state.padEnd(13),
    `since ${since}`,
    title,
    root === null ? '' : `likely root: ${root}`,
    affected === null || affected.length === 0
      ? ''
      : `affects: ${affected.map(({ name }) => name).join(', ')}`,
    nextUpdateAt === null ? '' : `next update by ${nextUpdateAt}`,
    seenBefore.length === 0 ? '' : `seen before: ${seenBefore.map(seenWords).join('; ')}`,
  ]
    .filter((part) => part !== '')
    .join('  ');

/** 4: one is open. */
export async function listIncidents(
  console: Console,
  { environment }: StatusOptions,
): Promise<Outcome> {
  const all = await console.get<readonly IncidentWithSeen[]>('/api/status/incidents');
  const incidents = all.filter(
    (incident) => environment === undefined || incident.environment === environment,
  );
  return {
    json: incidents,
    says:
      incidents.length === 0
        ? 'There was no incident yet. Those from before this console: status incidents --past'
        : incidents.map(incidentLine).join('\n'),
    exitCode: incidents.some(({ resolvedAt }) => resolvedAt === null) ? exit.drift : exit.done,
  };
}

export interface OpenIncidentOptions {
  readonly environment: string;
  readonly title: string;
  readonly text: string;
  readonly nextUpdate?: string;
}

const changed = (outcome: IncidentOutcome): Outcome => ({
  json: outcome,
  says: `Incident ${outcome.incident} is ${outcome.state}.`,
  exitCode: exit.done,
});

export const openIncident = async (
  console: Console,
  { environment, title, text, nextUpdate }: OpenIncidentOptions,
): Promise<Outcome> =>
  changed(
    await console.post<IncidentOutcome>('/api/v1/status/open-incident', {
      environment,
      title,
      text,
      nextUpdateAt: nextUpdate,
      idempotencyKey: newId(),
    }),
  );

export interface UpdateIncidentOptions {
  readonly text: string;
  /** By when more is said. */
  readonly nextUpdate?: string;
  /** Left out: what it is. */
  readonly state?: IncidentState;
}

/** Of how it is now: between the two somebody else may write, and is not written over. */
export async function updateIncident(
  console: Console,
  incident: string,
  { text, state, nextUpdate }: UpdateIncidentOptions,
): Promise<Outcome> {
  const seen = await console.get<IncidentView>(
    `/api/status/incidents/${encodeURIComponent(incident)}`,
  );
  return changed(
    await console.post<IncidentOutcome>('/api/v1/status/update-incident', {
      environment: seen.environment,
      incident: seen.id,
      version: seen.version,
      state: state ?? seen.state,
      text,
      nextUpdateAt: nextUpdate,
      idempotencyKey: newId(),
    }),
  );
}

const maintenanceWords: Readonly<Record<MaintenanceView['state'], string>> = {
  planned: 'planned',
  'under-way': 'under way',
  over: 'over',
  'called-off': 'called off',
};

const maintenanceLine = (one: MaintenanceView): string =>
  [
    String(one.id).padStart(5),
    one.environment.padEnd(14),
    maintenanceWords[one.state].padEnd(10),
    `from ${one.fromAt} to ${one.toAt}`,
    one.title,
    one.probe === null ? '' : `of ${one.probe.name}`,
  ]
    .filter((part) => part !== '')
    .join('  ');

export async function listMaintenance(
  console: Console,
  { environment }: StatusOptions,
): Promise<Outcome> {
  const list = await console.get<MaintenanceList>('/api/status/maintenance');
  const maintenance = list.maintenance.filter(
    (one) => environment === undefined || one.environment === environment,
  );
  return {
    json: { ...list, maintenance },
    says:
      maintenance.length === 0
        ? 'No work was planned yet.'
        : maintenance.map(maintenanceLine).join('\n'),
    exitCode: exit.done,
  };
}

const written = (outcome: MaintenanceOutcome): Outcome => ({
  json: outcome,
  says: `Planned work ${outcome.maintenance} is ${maintenanceWords[outcome.state]}.`,
  exitCode: exit.done,
});

export interface PlanMaintenanceOptions {
  readonly environment: string;
  readonly title: string;
  readonly text: string;
  /** As clocks in London show it, or ISO 8601 with a zone. */
  readonly from: string;
  readonly to: string;
  /** The name of a probe; left out: all of the environment. */
  readonly of?: string;
}

export const planMaintenance = async (
  console: Console,
  { environment, title, text, from, to, of }: PlanMaintenanceOptions,
): Promise<Outcome> =>
  written(
    await console.post<MaintenanceOutcome>('/api/v1/status/plan-maintenance', {
      environment,
      title,
      text,
      fromAt: from,
      toAt: to,
      ...(of !== undefined && { probe: of }),
      idempotencyKey: newId(),
    }),
  );

/** Of how it is now: between the two somebody else may change it, and is not written over. */
export async function endMaintenance(console: Console, maintenance: string): Promise<Outcome> {
  const seen = await console.get<MaintenanceView>(
    `/api/status/maintenance/${encodeURIComponent(maintenance)}`,
  );
  return written(
    await console.post<MaintenanceOutcome>('/api/v1/status/end-maintenance', {
      environment: seen.environment,
      maintenance: seen.id,
      version: seen.version,
    }),
  );
}
