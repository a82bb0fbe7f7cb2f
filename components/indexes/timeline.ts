/**
 * The lives of the generations side by side. Indexes that one run made were made, read and retired
 * together, so they share a row.
 */
import { rolledBackBy } from './generation-words.ts';
import type {
  DroppedGeneration,
  GenerationNote,
  GenerationRole,
  GenerationView,
} from '#lib/indexes/client.ts';

/**
 * What a generation was at a time: `read` now or then by users, the others not; `recorded`: they
 * do by the records, and the aliases could not be read.
 */
export type SpanKind = 'built' | 'read' | 'recorded' | 'was-read' | 'kept' | 'abandoned';

export interface Span {
  readonly kind: SpanKind;
  /** 0 is the left edge of the timeline, 1 is now. */
  readonly from: number;
  readonly to: number;
}

export interface TimelineRow {
  readonly name: string;
  readonly role: GenerationRole | 'dropped';
  /** False: the role is what is recorded. */
  readonly isSeen: boolean;
  readonly spans: readonly Span[];
  /** Who rolled users back to it last; null where the run that made it brought them. */
  readonly rolledBackBy: string | null;
  readonly notes: readonly TimelineNote[];
  /** When it was dropped and by whom, where that is recorded; null: it is there. */
  readonly dropped: Dropped | null;
}

export interface Dropped {
  readonly at: string;
  readonly by: string | null;
}

export interface TimelineNote {
  /** As of a span. */
  readonly at: number;
  readonly by: string;
  readonly text: string;
}

export interface Timeline {
  readonly from: Date;
  readonly to: Date;
  /** Newest first. */
  readonly rows: readonly TimelineRow[];
}

interface Life {
  readonly name: string;
  readonly role: GenerationRole | 'dropped';
  readonly isSeen: boolean;
  readonly madeMs: number;
  readonly liveFromMs: number | null;
  readonly liveUntilMs: number | null;
  readonly reads: readonly ReadTime[];
  readonly rolledBackBy: string | null;
  readonly notes: readonly GenerationNote[];
  readonly dropped: Dropped | null;
}

interface ReadTime {
  readonly fromMs: number;
  /** Null: they read it now. */
  untilMs: number | null;
}

/** The newest of those that are not there any more; more would be a history and no picture. */
const mostDropped = 5;

/** Null where there is nothing to draw. */
export function timelineOf(
  generations: readonly GenerationView[],
  now: Date,
  dropped: readonly DroppedGeneration[] = [],
): Timeline | null {
  const lives = [...livesOf(generations), ...droppedLives(dropped).slice(0, mostDropped)].sort(
    (a, b) => b.madeMs - a.madeMs,
  );
  const oldest = lives.at(-1);
  if (oldest === undefined) return null;
  const [startMs, endMs] = [oldest.madeMs, Math.max(now.getTime(), oldest.madeMs + 1)];
  const share = (ms: number): number =>
    Math.min(1, Math.max(0, (ms - startMs) / (endMs - startMs)));
  const rows = lives.map((life) => ({
    name: life.name,
    role: life.role,
    isSeen: life.isSeen,
    dropped: life.dropped,
    rolledBackBy: life.rolledBackBy,
    notes: life.notes.map(({ at, by, text }) => ({ at: share(Date.parse(at)), by, text })),
    spans: spansOf(life, endOf(life, endMs)).map(([kind, from, to]) => ({
      kind,
      from: share(from),
      to: share(to),
    })),
  }));
  return { from: new Date(startMs), to: new Date(endMs), rows };
}

function livesOf(generations: readonly GenerationView[]): Life[] {
  const nameOfLife = ({ run, role, isKeptCopy, index }: GenerationView): string =>
    `${role} ${run ?? (isKeptCopy ? 'copy' : index)}`;
  return [...new Set(generations.map(nameOfLife))].flatMap((name) => {
    const own = generations.filter((generation) => nameOfLife(generation) === name);
    const [first] = own;
    if (first === undefined) return [];
    const moments = (of: (generation: GenerationView) => string | null): number[] =>
      own.flatMap((generation) => of(generation) ?? []).map((iso) => new Date(iso).getTime());
    const from = moments(({ liveFrom }) => liveFrom);
    const until = moments(({ liveUntil }) => liveUntil);
    return {
      name: nameOf(first),
      role: first.role,
      isSeen: first.isSeen,
      madeMs: Math.min(...moments(({ createdAt }) => createdAt)),
      liveFromMs: from.length === 0 ? null : Math.min(...from),
      liveUntilMs: until.length === 0 ? null : Math.max(...until),
      reads: readTimes(own),
      rolledBackBy: own.map(rolledBackBy).find((by) => by !== null) ?? null,
      notes: notesIn(own),
      dropped: null,
    };
  });
}

const endOf = ({ dropped }: Life, nowMs: number): number =>
  dropped === null ? nowMs : Math.min(nowMs, Date.parse(dropped.at));

/** As they were, the last dropped first: their moves are kept no longer than they are. */
function droppedLives(dropped: readonly DroppedGeneration[]): Life[] {
  const nameOfLife = ({ run, isKeptCopy, index }: DroppedGeneration): string =>
    run ?? (isKeptCopy ? 'copy' : index);
  const momentsOf = (own: readonly (string | null)[]): number[] =>
    own.flatMap((iso) => (iso === null ? [] : [Date.parse(iso)]));
  return [...new Set(dropped.map(nameOfLife))].flatMap((name): Life[] => {
    const own = dropped.filter((one) => nameOfLife(one) === name);
    const [last] = own;
    if (last === undefined) return [];
    const from = momentsOf(own.map(({ liveFrom }) => liveFrom));
    const until = momentsOf(own.map(({ liveUntil }) => liveUntil));
    return [
      {
        name: nameOf(last),
        role: 'dropped',
        isSeen: true,
        madeMs: Math.min(...momentsOf(own.map(({ createdAt }) => createdAt))),
        liveFromMs: from.length === 0 ? null : Math.min(...from),
        liveUntilMs: until.length === 0 ? Date.parse(last.droppedAt) : Math.max(...until),
        reads: [],
        rolledBackBy: null,
        notes: [],
        dropped: {
          at: last.droppedAt,
          by: own.find(({ droppedBy }) => droppedBy !== null)?.droppedBy ?? null,
        },
      },
    ];
  });
}

/** A note about a run is with each of its indexes. */
function notesIn(own: readonly GenerationView[]): GenerationNote[] {
  const all = own.flatMap(({ notes = [] }) => notes);
  return [...new Map(all.map((note) => [`${note.at} ${note.by} ${note.text}`, note])).values()];
}

function nameOf({
  runNumber,
  isKeptCopy,
  index,
}: Pick<GenerationView, 'runNumber' | 'isKeptCopy' | 'index'>): string {
  if (runNumber !== null) return `Generation ${runNumber}`;
  return isKeptCopy ? 'Kept copy' : index;
}

/** When users came to it and left it, oldest first; what nobody moved is not among them. */
function readTimes(own: readonly GenerationView[]): ReadTime[] {
  const [moved] = own.filter(({ moves = [] }) => moves.some(({ is }) => is === 'came'));
  const times: ReadTime[] = [];
  for (const { is, at } of [...(moved?.moves ?? [])].reverse()) {
    const last = times.at(-1);
    const isRead = last !== undefined && last.untilMs === null;
    if (is === 'came' && !isRead) times.push({ fromMs: Date.parse(at), untilMs: null });
    else if (is === 'left' && isRead) last.untilMs = Date.parse(at);
  }
  return times;
}

function spansOf(
  { role, isSeen, madeMs, liveFromMs, liveUntilMs, reads }: Life,
  nowMs: number,
): (readonly [SpanKind, number, number])[] {
  if (liveFromMs === null)
    return [
      [
        role === 'abandoned' || role === 'dropped'
          ? 'abandoned'
          : role === 'building'
            ? 'built'
            : 'kept',
        madeMs,
        nowMs,
      ],
    ];
  // Whom somebody else has moved on since is not where the console has moved them last.
  const isSame = reads.length > 0 && (reads.at(-1)?.untilMs === null) === (liveUntilMs === null);
  const known = isSame ? reads : [{ fromMs: liveFromMs, untilMs: liveUntilMs }];
  const first = known[0]?.fromMs ?? liveFromMs;
  // A kept copy was read before it was copied.
  const built = first > madeMs ? [['built', madeMs, first] as const] : [];
  const read = known.flatMap(({ fromMs, untilMs }, at): (readonly [SpanKind, number, number])[] =>
    untilMs === null
      ? [[isSeen ? 'read' : 'recorded', fromMs, nowMs]]
      : [
          ['was-read', fromMs, untilMs],
          ['kept', untilMs, known[at + 1]?.fromMs ?? nowMs],
        ],
  );
  return [...built, ...read];
}
