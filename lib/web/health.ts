import { isAlive } from '#lib/platform/process/health.ts';
import { consoleWorld, webRuntime } from './runtime.ts';

export function liveness(): Response {
  const nowMs = Date.now();
  const stuck = webRuntime()
    .pulses()
    .filter((pulse) => !isAlive(pulse, nowMs))
    .map(({ task }) => task);
  const isUp = stuck.length === 0;
  return Response.json(isUp ? { state: 'live' } : { state: 'still', stuck }, {
    status: isUp ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  });
}

interface ServiceHealth {
  readonly part: string;
  /** Absent where all environments share it. */
  readonly environment?: string;
  readonly state: 'up' | 'down';
}

/** Of the shared services, then of each environment; each is checked once in five seconds. */
async function serviceHealth(): Promise<readonly ServiceHealth[]> {
  const { catalogue, environments } = consoleWorld();
  const catalogues = [catalogue, ...environments.map((world) => world.catalogue)];
  const states = await Promise.all(catalogues.map((one) => one.states()));
  return states.flat().map(({ service, state }) => ({
    part: service.name.toLowerCase(),
    ...(service.environment === null ? {} : { environment: service.environment }),
    state,
  }));
}

/**
 * Ready while what all environments share answers; the pages themselves say which of the others is
 * away.
 */
export async function readiness(): Promise<Response> {
  const parts = await serviceHealth();
  const ready = parts.every(
    ({ environment, state }) => environment !== undefined || state === 'up',
  );
  return Response.json(
    { state: ready ? 'ready' : 'not ready', parts },
    { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
}
