import type { Database } from '#lib/platform/database/database.ts';
import type {
  Outcome,
  Piece,
  ProbeNow,
  ProbeView,
  StatusShell,
  StatusTime,
  StatusView,
} from './model.ts';
import { believedForMs } from './next-health.ts';
import { readProbes, readRecent, readSpans, type ProbeRow, type SpanRow } from './view-store.ts';

/** What reading the status needs of the console. */
export interface StatusWorld {
  readonly database: Database;
  readonly environments: readonly { readonly environment: { readonly name: string } }[];
}

interface Pieces {
  readonly span: 'hour' | 'day';
  readonly count: number;
}

const piecesOf: Readonly<Record<StatusTime, Pieces>> = {
  '24-hours': { span: 'hour', count: 24 },
  '90-days': { span: 'day', count: 90 },
};

/** How it is for one who looks at `asOf`: what was not asked for long is not known. */
function stateNow(
  row: Pick<ProbeRow, 'state' | 'since' | 'last_at' | 'says' | 'every_ms'>,
  asOf: Date,
): { readonly state: Outcome; readonly since: Date; readonly says: string | null } {
  const { state, since, last_at: lastAt, says, every_ms: everyMs } = row;
  if (lastAt === null) return { state: 'not-known', since, says: 'It was not asked yet.' };
  if (asOf.getTime() - lastAt.getTime() > believedForMs(everyMs))
    return {
      state: 'not-known',
      since: lastAt,
      says: 'Nobody has asked since: no worker of this console probes.',
    };
  return { state, since, says: state === 'up' ? null : says };
}

/** Whoever looks after it has ended, and before the next asking, sees it ended. */
const offNow = (
  { off, off_until: until }: Pick<ProbeRow, 'off' | 'off_until'>,
  asOf: Date,
): ProbeView['off'] =>
  off === null || (until !== null && until <= asOf)
    ? null
    : { reason: off, until: until?.toISOString() ?? null };

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

function sharesOf(rows: readonly SpanRow[]): Pick<ProbeView, 'upShare' | 'toldMs'> {
  const answered = sum(rows.map((row) => row.up_ms + row.degraded_ms));
  const toldMs = answered + sum(rows.map((row) => row.down_ms));
  return { upShare: toldMs === 0 ? null : answered / toldMs, toldMs };
}

const noPiece: Piece = { up: 0, degraded: 0, down: 0, off: 0 };

function pieceOf(row: SpanRow | undefined, wholeMs: number): Piece {
  if (row === undefined) return noPiece;
  return {
    up: row.up_ms / wholeMs,
    degraded: row.degraded_ms / wholeMs,
    down: row.down_ms / wholeMs,
    off: row.off_ms / wholeMs,
  };
}

/**
 * All probes of the console's environments with the bars of a time. Three statements, whatever
 * there is.
 */
export async function getStatus(
  { database, environments }: StatusWorld,
  time: StatusTime,
): Promise<StatusView> {
  const names = environments.map(({ environment }) => environment.name);
  const { span, count } = piecesOf[time];
  const { asOf, openIncidents, plannedWork, probes } = await readProbes(database, [...names, '']);
  const spans = await readSpans(database, [...names, ''], { span, count });
  const recent = await readRecent(database, [...names, '']);
  // Looked up and not gone through: thousands of probes have as many rows each as there are bars.
  const wholeMs = sum(spans.begins.map(({ ms }) => ms));
  const rowsOf = new Map<string, Map<number, SpanRow>>(probes.map(({ id }) => [id, new Map()]));
  for (const one of spans.rows) rowsOf.get(one.probe)?.set(one.at.getTime(), one);
  const order = (environment: string): number =>
    environment === '' ? names.length : names.indexOf(environment);
  return {
    time,
    asOf: asOf.toISOString(),
    openIncidents: openIncidents.length,
    plannedWork,
    probes: [...probes]
      .sort((a, b) => order(a.environment) - order(b.environment))
      .map((row): ProbeView => {
        const own = rowsOf.get(row.id);
        const rows = [...(own?.values() ?? [])];
        const { state, since, says } = stateNow(row, asOf);
        const latest = recent.get(row.id);
        return {
          id: row.id,
          environment: row.environment === '' ? null : row.environment,
          name: row.name,
          kind: row.kind,
          target: row.target,
          isReal: row.is_real,
          everyMs: row.every_ms,
          state,
          since: since.toISOString(),
          off: offNow(row, asOf),
          lastAt: row.last_at?.toISOString() ?? null,
          tookMs: row.took_ms,
          says,
          ...sharesOf(rows),
          wholeMs,
          medianMs: latest?.median_ms ?? null,
          percentile95Ms: latest?.percentile95_ms ?? null,
          lastHour: latest?.medians ?? [],
          pieces: spans.begins.map(({ at, ms }) => pieceOf(own?.get(at.getTime()), ms)),
        };
      }),
  };
}

/** Each probe as it is now, the console's own left out. One statement. */
export async function statesNow({
  database,
  environments,
}: StatusWorld): Promise<readonly ProbeNow[]> {
  const names = environments.map(({ environment }) => environment.name);
  const { asOf, probes } = await readProbes(database, names);
  return probes.map((row) => {
    const { state, since } = stateNow(row, asOf);
    return {
      id: row.id,
      environment: row.environment,
      name: row.name,
      kind: row.kind,
      isReal: row.is_real,
      state,
      since: since.toISOString(),
      off: offNow(row, asOf),
    };
  });
}

const mostBriefs = 20;

/** By environment. One statement. */
export async function statusShell({
  database,
  environments,
}: StatusWorld): Promise<ReadonlyMap<string, StatusShell>> {
  const names = environments.map(({ environment }) => environment.name);
  const { asOf, openIncidents, probes } = await readProbes(database, names);
  return new Map(
    names.map((name) => {
      const own = probes.filter(({ environment }) => environment === name);
      const states = own
        .filter((row) => offNow(row, asOf) === null)
        .map((row) => stateNow(row, asOf).state);
      const countOf = (wanted: Outcome): number =>
        states.filter((state) => state === wanted).length;
      return [
        name,
        {
          probes: own.length,
          down: countOf('down'),
          degraded: countOf('degraded'),
          notKnown: countOf('not-known'),
          incidents: openIncidents
            .filter(({ environment }) => environment === name)
            .slice(0, mostBriefs)
            .map(({ environment: _, ...brief }) => brief),
        },
      ];
    }),
  );
}
