/** Probes with what they have found before, as pages show them. Pure. */
import type { Piece, ProbeView, StatusTime } from '../model.ts';
import type { ProbeRow } from './service-store.ts';
import type { FoundBefore, SpanRow } from './spans-store.ts';
import { offNow, stateNow } from './state-now.ts';

interface Pieces {
  readonly span: 'hour' | 'day';
  readonly count: number;
}

export const piecesOf: Readonly<Record<StatusTime, Pieces>> = {
  '24-hours': { span: 'hour', count: 24 },
  '30-days': { span: 'day', count: 30 },
  '90-days': { span: 'day', count: 90 },
};

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

/** In the order of the rows, as they are for one who looks at `asOf`. */
export function probeViews(
  probes: readonly ProbeRow[],
  { spans, recent }: FoundBefore,
  asOf: Date,
): readonly ProbeView[] {
  const wholeMs = sum(spans.begins.map(({ ms }) => ms));
  // Looked up and not gone through: a page of probes has as many rows each as there are bars.
  const rowsOf = new Map<string, Map<number, SpanRow>>(probes.map(({ id }) => [id, new Map()]));
  for (const one of spans.rows) rowsOf.get(one.probe)?.set(one.at, one);
  const latestOf = new Map(recent.map((row) => [row.probe, row]));
  return probes.map((row): ProbeView => {
    const own = rowsOf.get(row.id);
    const { state, since, says } = stateNow(row, asOf);
    const latest = latestOf.get(row.id);
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
      ...sharesOf([...(own?.values() ?? [])]),
      wholeMs,
      medianMs: latest?.median_ms ?? null,
      percentile95Ms: latest?.percentile95_ms ?? null,
      lastHour: latest?.medians ?? [],
      pieces: spans.begins.map(({ at, ms }) => pieceOf(own?.get(at), ms)),
    };
  });
}
