/** Generations as runs make them: every family of a pipeline is read through its aliases. */
import { newId } from '#lib/kernel/ids.ts';
import { FaultError } from '#lib/kernel/result.ts';
import { createGenerations, makeSearchable, swapGenerations } from '#lib/indexes/index.ts';
import type { Document } from '#lib/platform/search/port.ts';
import type { SyncWorld } from '#lib/sync/index.ts';
import { write } from '../floor.ts';

const bodies = 13;

const bodyOf = (at: number): string => `1-BODY${String(at % bodies)}`;

const numberOf = (at: number): string => String(1_000_000 + at);

/** A doctor who is on every list: some are connected, some have a discrepancy. */
const doctor = (at: number): Document => ({
  gmcReferenceNumber: numberOf(at),
  doctorFirstName: `First${String(at)}`,
  doctorLastName: `Last${String(at)}`,
  membershipType: 'SUBSTANTIVE',
  designatedBody: bodyOf(at),
  tcsDesignatedBody: at % 3 === 0 ? bodyOf(at + 1) : bodyOf(at),
  underNotice: at % 3 === 0 ? 'Yes' : 'No',
  existsInGmc: at % 7 > 0,
});

export interface Settled {
  readonly run: { readonly id: string; readonly name: string; readonly number: number };
  /** By base name. */
  readonly generations: Readonly<Record<string, string>>;
}

/** A run that fills every family with so many documents and moves all readers there. */
export async function settle(
  world: SyncWorld,
  number: number,
  documents: number,
): Promise<Settled> {
  const [pipeline] = world.pipelines;
  if (pipeline === undefined) throw new Error('there is no pipeline');
  const environment = world.environment.name;
  const { indexes, aliases } = pipeline;
  const run = { id: newId(), name: `${environment}-${String(number)}`, number };
  const at = world.clock.now();
  const generations = await createGenerations(world, {
    environment,
    run,
    at,
    indexes,
    readBy: [],
  });
  for (const { base, fields } of indexes) {
    const writes = Array.from({ length: documents }, (_none, position) => {
      const source = doctor(position);
      const known = Object.entries(source).filter(([name]) => name in fields);
      return { op: 'index', id: numberOf(position), source: Object.fromEntries(known) } as const;
    });
    const index = generations[base] ?? '';
    await write(world.search, [{ index, writes }], { batch: 1_000, inFlight: 2 });
  }
  await makeSearchable(world, environment, Object.values(generations));
  const guard = (): Promise<boolean> => Promise.resolve(true);
  const swap = { environment, run, generations, aliases, indexes, guard };
  const swapped = await swapGenerations(world, swap);
  if (!swapped.ok) throw new FaultError(swapped.fault);
  return { run, generations };
}
