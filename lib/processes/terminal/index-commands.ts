import { inEnvironment } from '#lib/kernel/address.ts';
import { hasDrifted, type AliasCheck, type IndexesView } from '#lib/indexes/index.ts';
import type { Console } from './console-client.ts';
import { exit, type ExitCode, type Outcome } from './outcome.ts';

interface Check {
  readonly environment: string;
  readonly aliases: readonly AliasCheck[];
}

function exitOfChecks(checks: readonly AliasCheck[]): ExitCode {
  if (checks.some(hasDrifted)) return exit.drift;
  return checks.some((check) => check.state === 'not-known') ? exit.notKnown : exit.done;
}

export async function checkIndexes(console: Console, environment: string): Promise<Outcome> {
  const { aliases: checks } = await console.get<Check>(
    inEnvironment('/api/indexes/check', environment),
  );
  const lines = checks.map(
    (check) => `${check.name.padEnd(26)} ${check.state.padEnd(10)} ${check.observedTarget ?? '–'}`,
  );
  // Scripts know four states: what leads to a closed or red index differs from the contract.
  const json = checks.map((check) =>
    check.state === 'unreadable' ? { ...check, state: 'different' } : check,
  );
  return { json, says: lines.join('\n'), exitCode: exitOfChecks(checks) };
}

export async function listGenerations(console: Console, environment: string): Promise<Outcome> {
  const { generations } = await console.get<IndexesView>(
    inEnvironment('/api/indexes/overview', environment),
  );
  const lines = generations.map(({ index, role, documents, health }) => {
    const count = documents === null ? 'not known' : documents.toLocaleString('en-GB');
    const unwell = health === 'closed' || health === 'red' ? `, ${health}` : '';
    return `${index.padEnd(50)} ${role.padEnd(10)} ${count}${unwell}`;
  });
  return {
    json: generations,
    says: lines.join('\n') || 'There is no generation yet.',
    exitCode: exit.done,
  };
}
