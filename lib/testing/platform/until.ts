import { setTimeout as delay } from 'node:timers/promises';

/** Reads again and again until there is a value; fails loudly after `withinMs`. */
export async function until<T>(
  what: string,
  read: () => Promise<T | null | undefined | false>,
  withinMs = 150_000,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const value = await read();
    if (value !== null && value !== undefined && value !== false) return value;
    if (performance.now() > deadline)
      throw new Error(`waited ${String(withinMs)} ms in vain: ${what}`);
    await delay(25);
  }
}
