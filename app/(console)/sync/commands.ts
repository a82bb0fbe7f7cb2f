import {
  CancelRun,
  cancelRun,
  cancelSync,
  parseRunName,
  StartRun,
  startRun,
  startSync,
} from '#lib/sync/index.ts';
import { environmentWorld } from '#lib/web/runtime.ts';

/** The commands of the sync as actions and routes offer them. */
export const startRunInEnvironment = {
  permission: startSync,
  input: StartRun,
  worldOf: ({ environment }: StartRun) => environmentWorld(environment),
  run: startRun,
};

export const cancelRunInEnvironment = {
  permission: cancelSync,
  input: CancelRun,
  worldOf: ({ run }: CancelRun) => environmentWorld(environmentOfRun(run)),
  run: cancelRun,
};

/** The environment in a run's name; what is no name of a run belongs to none. */
export const environmentOfRun = (run: string): string =>
  parseRunName(run)?.environment ?? run.slice(0, 80);
