import { titleOf } from '#lib/platform/outside-service.ts';
import type { ConsoleWorld } from '#lib/platform/world.ts';
import type { RunBrief, SyncShell } from './shell-model.ts';
import { pipelineOf } from './pipeline.ts';
import { servicesOf } from './readiness.ts';
import { runName } from './run-name.ts';
import { briefRows, type BriefRow } from './store.ts';
import { waitIn } from './waits-store.ts';
import type { SyncWorld } from './world.ts';

function briefOf(row: BriefRow, { environment, pipelines }: SyncWorld): RunBrief {
  const stages = pipelineOf(row, pipelines)?.stages;
  const endedAt = row.ended_at?.toISOString() ?? null;
  const begun = row.position === null ? [] : (stages?.slice(0, row.position + 1) ?? []);
  const title = begun.at(-1)?.title ?? row.stage;
  return {
    run: runName(environment.name, row.number),
    number: row.number,
    state: row.state,
    dry: row.is_dry,
    queuedAt: row.queued_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt,
    stage: title,
    hasSwapBegun: begun.some(({ kind }) => kind === 'swap'),
    wait:
      row.stage === null || row.stage_state === null || title === null
        ? null
        : waitIn(
            row,
            { state: row.state, endedAt },
            { name: row.stage, title, state: row.stage_state, attempt: row.attempt ?? 1 },
          ),
    fault: row.fault,
  };
}

async function shellOf(
  world: SyncWorld,
  rows: readonly BriefRow[],
  withinMs: number,
): Promise<SyncShell> {
  const { catalogue, participants, pipelines } = world;
  const needed = new Set(pipelines.flatMap((one) => [...servicesOf(one, participants)]));
  const states = await catalogue.latest(needed, withinMs);
  const active = rows.find((row) => row.ended_at === null);
  const last = rows.find((row) => row.ended_at !== null);
  const settled = rows.find((row) => row.state === 'settled' && !row.is_dry);
  return {
    active: active === undefined ? null : briefOf(active, world),
    last: last === undefined ? null : briefOf(last, world),
    settledAt: settled?.ended_at?.toISOString() ?? null,
    services: states.map(({ service, state, since, trouble }) => ({
      service: titleOf(service),
      state,
      since: since?.toISOString() ?? null,
      ...(trouble !== null && { trouble }),
    })),
  };
}

/**
 * By environment. One statement for all of them; services that are slow are not waited for longer
 * than `withinMs`.
 */
export async function syncShell(
  { database, environments }: Pick<ConsoleWorld<SyncWorld>, 'database' | 'environments'>,
  withinMs: number,
): Promise<ReadonlyMap<string, SyncShell>> {
  const names = environments.map(({ environment }) => environment.name);
  const rows = await briefRows(database, names);
  const shells = environments.map(async (world) => {
    const { name } = world.environment;
    const own = rows.filter((row) => row.environment === name);
    return [name, await shellOf(world, own, withinMs)] as const;
  });
  return new Map(await Promise.all(shells));
}
