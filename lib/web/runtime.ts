/** What this process was put together with, by instrumentation.ts, before the first request. */
export function served() {
  if (globalThis.consoleServed === undefined) throw new Error('The world is composed in instrumentation.ts, which has not run');
  return globalThis.consoleServed;
}

export function currentWorld() {
  return served().world;
}

/** The world that verbs and queries get from a page or a route. */
export type ServedWorld = ReturnType<typeof currentWorld>;
