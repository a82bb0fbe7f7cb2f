import { RunProbe, runProbe, runProbesByHand } from '#lib/status/index.ts';
import { commandRoute } from '#lib/web/routes.ts';
import { environmentWorld } from '#lib/web/runtime.ts';

export const POST = commandRoute({
  permission: runProbesByHand,
  input: RunProbe,
  worldOf: ({ environment }) => environmentWorld(environment),
  run: runProbe,
});
