import { isAlive, isReady, type DependencyState } from '#lib/platform/process/health.ts';
import { webRuntime } from './runtime.ts';

const answerWithinMs = 2_000;
const freshMs = 2_000;

export function liveness(): Response {
  const nowMs = Date.now();
  const isUp = webRuntime()
    .pulses()
    .every((pulse) => isAlive(pulse, nowMs));
  return Response.json(
    { state: isUp ? 'live' : 'still' },
    { status: isUp ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
}

async function stateOf(
  part: string,
  isVital: boolean,
  ask: () => Promise<unknown>,
): Promise<DependencyState> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'down'>((resolve) => {
    timer = setTimeout(() => resolve('down'), answerWithinMs);
  });
  const answered = ask().then(
    (): 'up' => 'up',
    (): 'down' => 'down',
  );
  const state = await Promise.race([answered, late]);
  clearTimeout(timer);
  return { part, isVital, state };
}

let last:
  { readonly atMs: number; readonly parts: Promise<readonly DependencyState[]> } | undefined;

/** Asked by anybody, as often as they like: the parts themselves are asked once in two seconds. */
async function partStates(): Promise<readonly DependencyState[]> {
  const nowMs = performance.now();
  if (last === undefined || nowMs - last.atMs > freshMs) {
    const { database, brokers, search } = webRuntime().world;
    last = {
      atMs: nowMs,
      parts: Promise.all([
        stateOf('database', true, () => database.rows('select 1')),
        stateOf('messages', false, () => brokers.amqp.ping()),
        stateOf('doctors queue', false, () => brokers.sqs.ping()),
        stateOf('search', false, () => search.ping()),
      ]),
    };
  }
  return last.parts;
}

export async function readiness(): Promise<Response> {
  const parts = await partStates();
  const ready = isReady(parts);
  const body = {
    state: ready ? 'ready' : 'not ready',
    parts: parts.map(({ part, state }) => ({ part, state })),
  };
  return Response.json(body, {
    status: ready ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  });
}
