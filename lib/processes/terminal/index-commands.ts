import { inEnvironment } from '#lib/kernel/address.ts';
import { hasDrifted, type AliasCheck, type IndexesView } from '#lib/indexes/index.ts';
import type { Console } from './console-client.ts';
import { exit, type ExitCode, type Outcome } from './outcome.ts';

interface Check {
  readonly environment: string;
  readonly observedAt: string;
  readonly aliases: readonly AliasCheck[];
}

function exitOfChecks(checks: readonly AliasCheck[]): ExitCode {
  if (checks.some(hasDrifted)) return exit.drift;
  return checks.some((check) => check.state === 'not-known') ? exit.notKnown : exit.done;
}

export async function checkIndexes(console: Console, environment: string): Promise<Outcome> {
  const check = await console.get<Check>(inEnvironment('/api/indexes/check', environment));
  const lines = check.aliases.map(({ name, state, shows, says }) => {
    const documents = shows === null ? 'not known' : shows.toLocaleString('en-GB');
    return `${name.padEnd(22)} ${state.padEnd(10)} ${documents.padStart(10)}  ${says}`;
  });
  const exitCode = exitOfChecks(check.aliases);
  const state =
    exitCode === exit.drift ? 'drift' : exitCode === exit.notKnown ? 'not-known' : 'matches';
  // Scripts know four states: what leads to a closed or red index differs from the contract.
  const aliases = check.aliases.map((alias) =>
    alias.state === 'unreadable' ? { ...alias, state: 'different' } : alias,
  );
  return { json: { ...check, state, aliases }, says: lines.join('\n'), exitCode };
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
