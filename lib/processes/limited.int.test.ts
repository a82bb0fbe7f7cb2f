/** The real program with an account in the search engine that may not list the aliases. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forbidden } from '#lib/testing/indexes/limited-account.ts';
import { faultyProxy } from '#lib/testing/platform/faulty-proxy.ts';
import { CheckOutput } from '#lib/testing/processes/check-shape.ts';
import {
  buildOnce,
  runProgram,
  startConsole,
  temporaryFolder,
} from '#lib/testing/processes/running-console.ts';

const { OPENSEARCH_URL = '' } = process.env;
const minutes = 60_000;

describe.skipIf(OPENSEARCH_URL === '')('an account with too few rights (OPENSEARCH_URL)', () => {
  const cleaning: (() => Promise<unknown>)[] = [];
  let folder: string;

  beforeAll(async () => {
    buildOnce();
    const engine = await faultyProxy(OPENSEARCH_URL, ({ path }) =>
      path.startsWith('/_alias') ? forbidden : 'passes',
    );
    cleaning.push(() => engine.close());
    const own = await temporaryFolder();
    ({ folder } = own);
    cleaning.push(() => own.remove());
    const running = await startConsole({
      DATA_DIR: folder,
      FIRST_RUN: 'off',
      OPENSEARCH_URL: engine.url,
    });
    cleaning.push(() => running.stop());
  }, 6 * minutes);
  afterAll(async () => {
    for (const clean of cleaning.splice(0).reverse()) await clean();
  });

  const indexes = (...args: readonly string[]) =>
    runProgram('console', ['indexes', ...args, '--json'], { DATA_DIR: folder });

  it('does not know about the aliases, and says which right is missing', async () => {
    const { exitCode, stdout } = await indexes('check');
    expect(exitCode).toBe(5);
    const check = CheckOutput.parse(JSON.parse(stdout));
    expect(check).toMatchObject({ state: 'not-known', unexpected: null });
    expect(check.aliases.length).toBeGreaterThan(0);
    for (const { state, says } of check.aliases) {
      expect(state).toBe('not-known');
      expect(says).toContain('view_index_metadata');
    }
  });

  it('repairs nothing, and says the same', async () => {
    const { exitCode, stdout } = await indexes('repair', '--reason', 'Seen by support');
    expect(exitCode).toBe(5);
    const refused: unknown = JSON.parse(stdout);
    expect(refused).toMatchObject({ kind: 'unavailable' });
    expect(stdout).toContain('view_index_metadata');
  });
});
