import { systemActor } from '#lib/access/index.ts';
import { newId } from '#lib/kernel/ids.ts';
import { FaultError } from '#lib/kernel/result.ts';
import { median } from '#lib/kernel/words/numbers.ts';
import {
  compareGenerations,
  createGenerations,
  makeSearchable,
  swapGenerations,
  type Comparison,
} from '#lib/indexes/index.ts';
import type { Document } from '#lib/platform/search/port.ts';
import type { Pipeline, SyncWorld } from '#lib/sync/index.ts';
import { prepare } from '../environment.ts';
import { write } from '../floor.ts';
import { openWorld } from '../open-world.ts';
import { ratioOf, round, type Reporting } from '../reporting.ts';

const rounds = 3;
// A person may begin six comparisons within a minute, those before the rounds included.
const roundsOfFifth = 1;
const sampleEveryMs = 20;
const bodies = 20;
const ratioAtMost = 3;
/** What the memory of a process moves by from one round to the next. */
const noiseMb = 64;

/** Of a thousand documents so many are in one generation alone, and so many differ. */
const onlyOf = 5;
const changedOf = 10;

const numberOf = (at: number): string => String(1_000_000 + at);

/** A doctor with all fields that a run gives one. */
function documentOf(at: number, generation: 1 | 2): Document {
  const body = `1-BODY${String(at % bodies)}`;
  const isChanged = generation === 2 && at % 1_000 < changedOf;
  const day = `20${String(20 + (at % 10))}-0${String(1 + (at % 9))}-1${String(at % 10)}`;
  return {
    gmcReferenceNumber: numberOf(at),
    tcsPersonId: at,
    doctorFirstName: `First${String(at)}`,
    doctorLastName: isChanged ? `Other${String(at)}` : `Last${String(at)}`,
    submissionDate: day,
    programmeName: `Programme ${String(at % 300)}`,
    membershipType: 'SUBSTANTIVE',
    designatedBody: isChanged ? '1-MOVED' : body,
    gmcStatus: 'Registered with Licence',
    tisStatus: 'DRAFT',
    admin: 'admin@example.org',
    lastUpdatedDate: day,
    underNotice: at % 3 === 0 ? 'Yes' : 'No',
    tcsDesignatedBody: body,
    programmeOwner: `Owner ${String(at % bodies)}`,
    curriculumEndDate: day,
    membershipStartDate: day,
    membershipEndDate: day,
    placementGrade: 'ST3',
    existsInGmc: at % 7 > 0,
    connectionStatus: 'Yes',
  };
}

/** Documents from this number on, so that some are in one generation alone. */
const firstOf = (generation: 1 | 2, documents: number): number =>
  generation === 1 ? 0 : Math.floor((documents * onlyOf) / 1_000);

// No two runs of an environment have one number.
let lastRun = 0;

interface Built {
  readonly pipeline: Pipeline;
  readonly indexes: readonly [string, string];
}

/** Two generations of the first index, the second of them live. */
async function build(world: SyncWorld, documents: number): Promise<Built> {
  const [pipeline] = world.pipelines;
  const [family] = pipeline?.indexes ?? [];
  if (pipeline === undefined || family === undefined) throw new Error('there is no pipeline');
  const environment = world.environment.name;
  const made: string[] = [];
  for (const generation of [1, 2] as const) {
    const number = ++lastRun;
    const run = { id: newId(), name: `${environment}-${String(number)}`, number };
    const at = world.clock.now();
    const { indexes } = pipeline;
    const generations = await createGenerations(world, {
      environment,
      run,
      at,
      indexes,
      readBy: [],
    });
    const index = generations[family.base] ?? '';
    const from = firstOf(generation, documents);
    const writes = Array.from({ length: documents }, (_none, position) => {
      const at = from + position;
      return { op: 'index', id: numberOf(at), source: documentOf(at, generation) } as const;
    });
    await write(world.search, [{ index, writes }], { batch: 1_000, inFlight: 2 });
    await makeSearchable(world, environment, Object.values(generations));
    const guard = (): Promise<boolean> => Promise.resolve(true);
    const swap = { environment, run, generations, aliases: pipeline.aliases, indexes, guard };
    const swapped = await swapGenerations(world, swap);
    if (!swapped.ok) throw new FaultError(swapped.fault);
    made.push(index);
  }
  const [first = '', second = ''] = made;
  return { pipeline, indexes: [first, second] };
}

/** The least that a comparison could do: every document of both, in whatever order is fastest. */
async function scanBoth(world: SyncWorld, { indexes }: Built): Promise<number> {
  let read = 0;
  for (const index of indexes)
    for await (const page of world.search.scan(index, { order: 'any' })) read += page.length;
  return read;
}

async function compareBoth(world: SyncWorld, built: Built): Promise<Comparison> {
  const [a, b] = built.indexes;
  const begun = await compareGenerations(
    world,
    built.pipeline,
    systemActor('bench'),
    { a, b },
    new AbortController().signal,
  );
  if (!begun.ok) throw new FaultError(begun.fault);
  for await (const event of begun.value) if ('result' in event) return event.result;
  throw new Error('the comparison has no result');
}

interface Measured<T> {
  readonly value: T;
  readonly ms: number;
  /** Highest resident memory meanwhile, in bytes. */
  readonly peakRss: number;
}

async function measured<T>(work: () => Promise<T>): Promise<Measured<T>> {
  let peakRss = process.memoryUsage.rss();
  const timer = setInterval(() => {
    peakRss = Math.max(peakRss, process.memoryUsage.rss());
  }, sampleEveryMs);
  const from = performance.now();
  try {
    const value = await work();
    return { value, ms: performance.now() - from, peakRss };
  } finally {
    clearInterval(timer);
  }
}

const megabytes = (bytes: number): number => Math.round(bytes / 1_048_576);

/** Whether a comparison has found exactly what is there. */
function isRight(found: Comparison, documents: number): boolean {
  const only = firstOf(2, documents);
  const both = documents - only;
  const changed = Array.from({ length: both }, (_none, position) => only + position).filter(
    (at) => at % 1_000 < changedOf,
  ).length;
  return (
    found.added === only &&
    found.removed === only &&
    found.changed === changed &&
    found.same === both - changed
  );
}

interface Round {
  readonly scans: readonly Measured<number>[];
  readonly comparisons: readonly Measured<Comparison>[];
  /** How much the process grew by meanwhile, at most, in MB. */
  readonly compareGrowthMb: number;
  readonly scanGrowthMb: number;
}

/** Scans and comparisons of two generations of so many documents each, in turns. */
async function measureAt(
  world: SyncWorld,
  documents: number,
  rounds: number,
  { says, fail }: Pick<Reporting, 'says' | 'fail'>,
): Promise<Round> {
  const built = await build(world, documents);
  await scanBoth(world, built);
  await compareBoth(world, built);
  globalThis.gc?.();
  const startRss = process.memoryUsage.rss();
  const scans: Measured<number>[] = [];
  const comparisons: Measured<Comparison>[] = [];
  for (let turn = 1; turn <= rounds; turn += 1) {
    const scan = await measured(() => scanBoth(world, built));
    const comparison = await measured(() => compareBoth(world, built));
    says(
      `${documents} documents, round ${turn} of ${rounds}: scan ${Math.round(scan.ms)} ms, ` +
        `comparison ${Math.round(comparison.ms)} ms.`,
    );
    scans.push(scan);
    comparisons.push(comparison);
  }
  if (scans.some(({ value }) => value !== documents * 2)) fail('The scan missed documents.');
  if (comparisons.some(({ value }) => !isRight(value, documents)))
    fail('The comparison has not found what is there.');
  const grownBy = (all: readonly Measured<unknown>[]): number =>
    megabytes(Math.max(...all.map(({ peakRss }) => peakRss)) - startRss);
  return {
    scans,
    comparisons,
    compareGrowthMb: grownBy(comparisons),
    scanGrowthMb: grownBy(scans),
  };
}

/**
 * A comparison of two generations of so many documents each against a plain scan of both, in turns;
 * memory is what the process grew by from before the first of them, also with a fifth of the
 * documents. The embedded search side is in the process, and grows with what it holds.
 */
export async function comparisonPart({
  documents,
  cleaning,
  says,
  table,
  fail,
}: Reporting): Promise<object> {
  const world = await openWorld(await prepare(1, true, cleaning), cleaning);
  says(`Two generations of ${documents} documents. Search: ${world.search.kind}.`);
  const fifth = Math.max(1, Math.floor(documents / 5));
  const small = await measureAt(world, fifth, roundsOfFifth, { says, fail });
  const large = await measureAt(world, documents, rounds, { says, fail });
  const scanMs = median(large.scans.map(({ ms }) => ms));
  const compareMs = median(large.comparisons.map(({ ms }) => ms));
  const figures = {
    compareMs: round(compareMs),
    scanMs: round(scanMs),
    ratio: ratioOf(compareMs, scanMs),
    compareGrowthMb: large.compareGrowthMb,
    scanGrowthMb: large.scanGrowthMb,
    fifthCompareGrowthMb: small.compareGrowthMb,
  };
  if (figures.ratio !== null && figures.ratio > ratioAtMost)
    fail(`The comparison took ${String(figures.ratio)} times as long as the scan.`);
  const isFlat = large.compareGrowthMb <= small.compareGrowthMb * 1.2 + noiseMb;
  if (world.search.kind !== 'database' && !isFlat)
    fail('The memory of the comparison grows with the number of documents.');
  const seconds = (ms: number | null): string => (ms === null ? '' : (ms / 1_000).toFixed(2));
  table([
    ['comparison', 's', 'peak growth MB', `with ${fifth} documents`],
    ['plain scan of both', seconds(scanMs), String(large.scanGrowthMb), String(small.scanGrowthMb)],
    [
      'comparison',
      seconds(compareMs),
      String(large.compareGrowthMb),
      String(small.compareGrowthMb),
    ],
    ['ratio', String(figures.ratio ?? ''), '', ''],
  ]);
  return figures;
}
