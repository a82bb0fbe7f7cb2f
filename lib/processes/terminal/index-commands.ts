import type { AliasCheck, IndexesView } from '#lib/indexes/index.ts';
import { FaultError, refuse } from '#lib/kernel/result.ts';
import type { Console } from './console-client.ts';
import { exit, type ExitCode, type Outcome } from './outcome.ts';

/** Refuses an environment that the console does not run. */
async function inEnvironment<T extends { readonly environment: string }>(
  console: Console,
  where: string,
  environment: string,
): Promise<T> {
  const view = await console.get<T>(where);
  if (view.environment === environment) return view;
  throw new FaultError(
    refuse(
      'not-found',
      `This console does not run “${environment}”. It runs “${view.environment}”.`,
    ).fault,
  );
}

interface Check {
  readonly environment: string;
  readonly aliases: readonly AliasCheck[];
}

function exitOfChecks(checks: readonly AliasCheck[]): ExitCode {
  if (checks.some((check) => check.state === 'missing' || check.state === 'different'))
    return exit.drift;
  return checks.some((check) => check.state === 'not-known') ? exit.notKnown : exit.done;
}

export async function checkIndexes(console: Console, environment: string): Promise<Outcome> {
  const { aliases: checks } = await inEnvironment<Check>(
    console,
    '/api/indexes/check',
    environment,
  );
  const lines = checks.map(
    (check) => `${check.name.padEnd(26)} ${check.state.padEnd(10)} ${check.observedTarget ?? '–'}`,
  );
  return { json: checks, says: lines.join('\n'), exitCode: exitOfChecks(checks) };
}

export async function listGenerations(console: Console, environment: string): Promise<Outcome> {
  const { generations } = await inEnvironment<IndexesView>(
    console,
    '/api/indexes/overview',
    environment,
  );
  const lines = generations.map(
    (one) =>
      `${one.index.padEnd(50)} ${one.role.padEnd(10)} ${one.documents === null ? 'not known' : one.documents.toLocaleString('en-GB')}`,
  );
  return {
    json: generations,
    says: lines.join('\n') || 'There is no generation yet.',
    exitCode: exit.done,
  };
}
