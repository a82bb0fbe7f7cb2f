/** What of an estate the record of a system is of. Pure. */

export interface ScopedItem {
  readonly key: string;
  readonly type: 'estate' | 'environment' | 'component';
  /** The id of a component. */
  readonly component: string | null;
  readonly environment: string | null;
  readonly kind: string;
}

export interface ScopedRelation {
  readonly from: string;
  readonly kind: string;
  readonly to: string;
}

/**
 * `estate`: all of one. `only-system`: all of the estate, which has one system. `undivided`: all of
 * it too, since no source says what in it is part of the system. `parts`: what is part of it or
 * belongs to it, and what has a relation with one of these.
 */
export type RecordExtent = 'estate' | 'only-system' | 'undivided' | 'parts';

export interface RecordScope {
  readonly extent: RecordExtent;
  /** What the record is of. */
  readonly of: string;
  /** The keys of what its chapters say something of: systems, and an estate as a whole. */
  readonly subjects: readonly string[];
  readonly components: ReadonlySet<string>;
  /** How many of the components are part of it, or belong to it. */
  readonly parts: number;
  /** Names of environments; null: all of the estate. */
  readonly environments: ReadonlySet<string> | null;
}

const belongs: ReadonlySet<string> = new Set(['part of', 'belongs to']);
// What is to become of a thing is no relation of what it is now.
const ofTheMove: ReadonlySet<string> = new Set(['moves to', 'moves with', 'blocked by']);

/** It, what is part of it or belongs to it, and so on. */
function partsOf(system: string, relations: readonly ScopedRelation[]): ReadonlySet<string> {
  const owned = new Map<string, string[]>();
  for (const { from, kind, to } of relations)
    if (belongs.has(kind)) owned.set(to, [...(owned.get(to) ?? []), from]);
  const parts = new Set([system]);
  // A set is walked to what is added to it meanwhile.
  for (const part of parts) for (const one of owned.get(part) ?? []) parts.add(one);
  return parts;
}

/** Whatever has a relation with a part, and is not part of another system. */
function besides(
  parts: ReadonlySet<string>,
  ofOthers: ReadonlySet<string>,
  relations: readonly ScopedRelation[],
): ReadonlySet<string> {
  const beside = new Set<string>();
  for (const { from, kind, to } of relations) {
    if (ofTheMove.has(kind) || parts.has(from) === parts.has(to)) continue;
    const other = parts.has(from) ? to : from;
    if (!ofOthers.has(other)) beside.add(other);
  }
  return beside;
}

const systemsOf = (rows: readonly ScopedItem[]): readonly ScopedItem[] =>
  rows.filter(({ kind, type }) => type === 'component' && kind === 'system');

/** Whether what is part of a system has to be told from the rest of its estate. */
export const needsRelations = (asked: ScopedItem, rows: readonly ScopedItem[]): boolean =>
  asked.kind === 'system' && new Set(systemsOf(rows).map(({ component }) => component)).size > 1;

/** `rows`: all of the estate of what is asked, a system or the estate itself. */
export function scopeOf(
  asked: ScopedItem,
  rows: readonly ScopedItem[],
  relations: readonly ScopedRelation[],
): RecordScope {
  const systems = systemsOf(rows);
  const estate = rows.flatMap(({ type, key }) => (type === 'estate' ? [key] : []));
  const whole = (environment: string | null): ReadonlySet<string> =>
    new Set(
      rows.flatMap((row) =>
        row.type === 'component' &&
        (environment === null || row.environment === null || row.environment === environment)
          ? [row.key]
          : [],
      ),
    );
  if (asked.type === 'estate') {
    const [only] = systems;
    if (only !== undefined && systems.length === 1) return scopeOf(only, rows, relations);
    return {
      extent: 'estate',
      of: asked.key,
      subjects: [asked.key, ...systems.map(({ key }) => key)],
      components: whole(null),
      parts: 0,
      environments: null,
    };
  }
  const parts = partsOf(asked.key, relations);
  const isDivided = needsRelations(asked, rows);
  if (!isDivided || parts.size === 1)
    return {
      extent: isDivided ? 'undivided' : 'only-system',
      of: asked.key,
      subjects: [asked.key, ...estate],
      components: whole(asked.environment),
      parts: 0,
      environments: asked.environment === null ? null : new Set([asked.environment]),
    };
  const ofOthers = new Set(
    systems.flatMap(({ key }) => (parts.has(key) ? [] : [...partsOf(key, relations)])),
  );
  const components = new Set([...parts, ...besides(parts, ofOthers, relations)]);
  const environments = new Set(
    rows.flatMap(({ key, type, environment }) =>
      type === 'component' && environment !== null && components.has(key) ? [environment] : [],
    ),
  );
  return {
    extent: 'parts',
    of: asked.key,
    subjects: [asked.key],
    components,
    parts: parts.size - 1,
    environments: environments.size === 0 ? null : environments,
  };
}
