/** What this process was put together with, by instrumentation.ts, before the first request. */
export function webRuntime() {
  if (globalThis.consoleRuntime === undefined)
    throw new Error('The world is composed in instrumentation.ts, which has not run');
  return globalThis.consoleRuntime;
}

export function currentWorld() {
  return webRuntime().world;
}

/** The world that verbs and queries get from a page or a route. */
export type WebWorld = ReturnType<typeof currentWorld>;
