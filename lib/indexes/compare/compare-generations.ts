import type { Actor } from '#lib/access/index.ts';
import { may } from '#lib/access/model.ts';
import { newId } from '#lib/kernel/ids.ts';
import { limitStarts } from '#lib/kernel/limit-starts.ts';
import { done, FaultError, refuse, type Fault, type Result } from '#lib/kernel/result.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import {
  acquireLease,
  releaseLease,
  renewLease,
  type Lease,
} from '#lib/platform/database/lease.ts';
import type { World } from '#lib/platform/world.ts';
import { compareIndexes } from '../permissions.ts';
import type { PlannedContract } from '../requests.ts';
import { listGenerations, type Generation } from '../store.ts';
import type {
  Both,
  CompareGenerations,
  Comparison,
  ComparisonEvent,
  Differences,
  ReadSoFar,
} from './comparison.ts';
import { mergeScans, type ScannedPage } from './merge-scans.ts';
import { planComparison } from './plan-comparison.ts';
import { Tally } from './tally.ts';

/** What the comparison holds while it goes on; it lapses by itself when its process dies. */
const leaseMs = 60_000;
const renewEveryMs = 15_000;

// Each reads every document of two indexes.
const starts = limitStarts(6, 60_000);

const notKnown = 'so what has changed is not known';

/** Why an index could not be read to its end, in words; nothing of it is known then. */
function unread(index: string, { kind, says }: Fault): FaultError {
  const why =
    kind === 'not-found'
      ? `${index} is not there any more`
      : `${index} cannot be read to its end: ${says}`;
  return new FaultError({ kind: 'unavailable', says: `${why.replace(/\.$/, '')}, ${notKnown}.` });
}

async function* pagesOf(world: World, index: string): AsyncGenerator<ScannedPage, void> {
  try {
    yield* world.search.scan(index);
  } catch (error) {
    throw error instanceof FaultError ? unread(index, error.fault) : error;
  }
}

/** How many documents there are to read; null: the engine does not say. */
async function sizesOf(world: World, { a, b }: Both<Generation>): Promise<Both<number | null>> {
  const none = { a: null, b: null };
  try {
    const [one, other] = await world.search.counts([{ target: a.index }, { target: b.index }]);
    return { a: one?.ok ? one.value : null, b: other?.ok ? other.value : null };
  } catch (error) {
    if (error instanceof FaultError) return none;
    throw error;
  }
}

/** What has come out, in a sentence or two. */
export function differencesInWords(found: Omit<Differences, 'fields' | 'samples'>): string {
  const { state, documents, added, removed, changed, same, withoutKey, repeated } = found;
  const keyless = withoutKey.a + withoutKey.b;
  const further = repeated.a + repeated.b;
  return sentences(
    state === 'equal' && `Both have the same ${countOf(documents.a, 'document')}`,
    state === 'different' &&
      `${countOf(added, 'document')} added, ${count(removed)} removed and ${count(changed)} ` +
        `changed; ${count(same)} the same`,
    state === 'not-known' && `What can be compared is the same: ${countOf(same, 'document')}`,
    keyless > 0 &&
      `${countOf(keyless, 'document')} without a usable number cannot be told from one another`,
    further > 0 &&
      `Of numbers that come more than once ${countOf(further, 'document')} not compared`,
  );
}

/** Keeps the lease while it is used, and gives it back at the end, however that comes. */
async function* holding(
  world: World,
  lease: Lease,
  events: AsyncIterable<ComparisonEvent>,
): AsyncGenerator<ComparisonEvent, void> {
  let renewedAtMs = performance.now();
  try {
    for await (const event of events) {
      if (performance.now() - renewedAtMs > renewEveryMs) {
        renewedAtMs = performance.now();
        await renewLease(world.database, lease, leaseMs);
      }
      yield event;
    }
  } finally {
    await releaseLease(world.database, lease);
  }
}

async function* compare(
  world: World,
  { plainFields = [], indexes }: PlannedContract,
  { a, b }: Both<Generation>,
  signal: AbortSignal,
): AsyncGenerator<ComparisonEvent, void> {
  const startedAt = world.clock.now().toISOString();
  const family = indexes.find(({ base }) => base === a.base);
  if (family === undefined)
    throw new FaultError({
      kind: 'precondition',
      says: `The contract names no index ${a.base}, so its documents have no number to go by.`,
    });
  const of = await sizesOf(world, { a, b });
  const soFar = (read: Both<number>): { readonly progress: Both<ReadSoFar> } => ({
    progress: { a: { read: read.a, of: of.a }, b: { read: read.b, of: of.b } },
  });
  yield soFar({ a: 0, b: 0 });
  const tally = new Tally({ fields: family.fields, plainFields });
  const scans = {
    a: { index: a.index, pages: pagesOf(world, a.index) },
    b: { index: b.index, pages: pagesOf(world, b.index) },
  };
  for await (const read of mergeScans(scans, family.keyField, tally, signal)) yield soFar(read);
  const found = tally.differences();
  const result: Comparison = {
    environment: world.environment.name,
    index: a.base,
    a: { index: a.index, run: a.runName },
    b: { index: b.index, run: b.runName },
    startedAt,
    endedAt: world.clock.now().toISOString(),
    says: differencesInWords(found),
    ...found,
  };
  yield { result };
}

/**
 * Two generations of one index, field by field: how many documents each has, which were added,
 * removed or changed, and what became of every field. Both are read once, side by side, and nothing
 * is kept of them but counts and a few masked samples. Faults beforehand: `forbidden`, those of
 * `planComparison`, `busy` (another goes on, or too many were begun). What is asked for ends with
 * the signal; it rejects with `unavailable` where an index cannot be read to its end.
 */
export async function compareGenerations(
  world: World,
  contract: PlannedContract,
  actor: Actor,
  input: CompareGenerations,
  signal: AbortSignal,
): Promise<Result<AsyncGenerator<ComparisonEvent, void>>> {
  const { database, environment } = world;
  const allowed = may(actor, compareIndexes, environment);
  if (!allowed.ok) return allowed;
  const records = await listGenerations(database, environment.name);
  const bases = contract.indexes.map(({ base }) => base);
  const plan = planComparison(records, bases, input);
  if (!plan.ok) return plan;
  const lease = await acquireLease(database, `compare:${environment.name}`, newId(), leaseMs);
  if (lease === null)
    return refuse(
      'busy',
      `Two generations of ${environment.title} are being compared already, and one comparison ` +
        'goes on at a time. Begin this one when that has ended, or in a minute.',
    );
  const waitMs = starts.begin(`${environment.name} ${actor.id}`, world.clock.now().getTime());
  if (waitMs > 0) {
    await releaseLease(database, lease);
    return refuse(
      'busy',
      'You have begun six comparisons within a minute, and each reads two whole indexes. Begin ' +
        `the next one in ${countOf(Math.ceil(waitMs / 1_000), 'second')}.`,
    );
  }
  return done(holding(world, lease, compare(world, contract, plan.value, signal)));
}
