import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { catalogueOf, type OutsideService } from './outside-service.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const lateBy = (ms: number, isReal: boolean): OutsideService => ({
  id: 'search',
  name: 'Search',
  adapter: isReal ? 'OpenSearch' : 'in the database',
  environment: 'local',
  isReal,
  timeLimitMs: isReal ? 3_000 : 30_000,
  check: () => new Promise((resolve) => setTimeout(resolve, ms)),
});

async function statesAfter(service: OutsideService, ms: number): Promise<readonly string[]> {
  const catalogue = catalogueOf([service], () => new Date());
  const states = catalogue.states();
  await vi.advanceTimersByTimeAsync(ms);
  return (await states).map(({ state }) => state);
}

it('takes a late server for away, and a stand-in for as late as its database', async () => {
  expect(await statesAfter(lateBy(10_000, true), 4_000)).toEqual(['down']);
  expect(await statesAfter(lateBy(10_000, false), 11_000)).toEqual(['up']);
  expect(await statesAfter(lateBy(60_000, false), 31_000)).toEqual(['down']);
});
