import type { World } from '#lib/platform/world.ts';
import { listCounted, listMoves, readDocuments, type CountedTime } from './documents-store.ts';
import type { CountedSeries, DocumentPoint, DocumentsView } from './model.ts';

const shownDays = 30;
const dayMs = 24 * 60 * 60_000;
const shownTimes = 300;
const mostMoves = 100;

const pointsOf = (counted: readonly CountedTime[]): DocumentPoint[] =>
  counted.flatMap(({ documents, since, unseenFrom }) => [
    { at: since.toISOString(), documents },
    ...(unseenFrom === null || documents === null
      ? []
      : [{ at: unseenFrom.toISOString(), documents: null }]),
  ]);

/**
 * How many documents an index that users read, or an alias, had over the last 30 days, and when
 * readers were moved. `wanted` null, or nothing that is counted: the first that is. Three
 * statements.
 */
export async function getDocuments(
  { database, environment: { name }, clock }: Pick<World, 'database' | 'environment' | 'clock'>,
  wanted: CountedSeries | null,
): Promise<DocumentsView> {
  const now = clock.now();
  const from = new Date(now.getTime() - shownDays * dayMs);
  const [counted, moves] = await Promise.all([
    listCounted(database, name),
    listMoves(database, name, from, mostMoves),
  ]);
  const series = counted.flatMap(({ about, name: of }) =>
    about === 'index' || about === 'alias' ? [{ about, name: of }] : [],
  );
  const of =
    series.find((one) => one.about === wanted?.about && one.name === wanted.name) ??
    series[0] ??
    null;
  const times =
    of === null ? [] : await readDocuments(database, name, of, { from, times: shownTimes });
  return {
    environment: name,
    observedAt: now.toISOString(),
    of,
    series,
    points: pointsOf(times),
    moves: moves.map(({ at, kind, actor, runName }) => ({
      at: at.toISOString(),
      kind,
      actor,
      run: runName,
    })),
  };
}
