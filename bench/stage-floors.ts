import type { Document } from '#lib/platform/search/port.ts';
import type { Run, SyncWorld } from '#lib/sync/index.ts';
import { movingFloor, writingFloor } from './floor.ts';
import { intoFresh } from './fresh-indexes.ts';
import { derivedLoads, documentsOf, messagesOf } from './workload.ts';

export interface StageFloor {
  readonly name: string;
  /** Null where the stage moves no messages of its own. */
  readonly movingMs: number | null;
  readonly writingMs: number;
  readonly messages: number;
  readonly documents: number;
}

/** The floors of the data and derived stages of a run that has settled, in their order. */
export async function stageFloors(
  world: SyncWorld,
  run: Run,
  says: (line: string) => void,
): Promise<StageFloor[]> {
  const floors: StageFloor[] = [];
  const documents = new Map<string, Document>();
  for (const stage of world.pipelines[0]?.stages ?? []) {
    if (stage.kind !== 'data' && stage.kind !== 'derived') continue;
    says(`The floor of ${stage.name} …`);
    const messages = stage.kind === 'data' ? await messagesOf(world, stage, run.run, run.asOf) : [];
    const loads =
      stage.kind === 'data'
        ? [{ index: stage.target, writes: documentsOf(stage, messages, documents) }]
        : await derivedLoads(world, stage, run);
    const movingMs =
      stage.kind === 'data'
        ? await movingFloor(world.brokers[stage.data.channel], stage.data.route, messages)
        : null;
    const writingMs = await writingFloor(world.search, loads, (some, work) =>
      intoFresh(world, some, work),
    );
    floors.push({
      name: stage.name,
      movingMs,
      writingMs,
      messages: messages.length,
      documents: loads.reduce((sum, load) => sum + load.writes.length, 0),
    });
  }
  return floors;
}
