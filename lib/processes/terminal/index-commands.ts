import { inEnvironment } from '#lib/kernel/address.ts';
import {
  hasDrifted,
  isMoveOn,
  isHarmful,
  type AliasCheck,
  type GenerationCheck,
  type IndexesView,
  type AdoptOutcome,
  type NoteOutcome,
  type RepairOutcome,
  type RepairPreview,
  type SeenView,
  type UnexpectedAlias,
  type RunList,
  type RetireOutcome,
  type RollBackOutcome,
  type RollBackPreview,
} from '#lib/indexes/index.ts';
import { FaultError } from '#lib/kernel/result.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import type { Console } from './console-client.ts';
import { namedByNumber } from './only-environment.ts';
import { exit, type ExitCode, type Outcome } from './outcome.ts';
import { withNextStep } from './refusal.ts';

interface Check {
  readonly environment: string;
  readonly observedAt: string;
  readonly aliases: readonly AliasCheck[];
  /** Absent from a console of an earlier version. */
  readonly generations?: readonly GenerationCheck[];
  /** Null: not known; absent from a console of an earlier version. */
  readonly unexpected?: readonly UnexpectedAlias[] | null;
  /** No sync has settled yet; absent from a console of an earlier version. */
  readonly isUnbuilt?: boolean;
}

/** A generation that cannot be seen hides no alias: what users get through it was counted. */
function exitOfChecks({
  aliases,
  generations = [],
}: Pick<Check, 'aliases' | 'generations'>): ExitCode {
  if (aliases.some(hasDrifted) || generations.some(isHarmful)) return exit.drift;
  return aliases.some((check) => check.state === 'not-known') ? exit.notKnown : exit.done;
}

export async function checkIndexes(console: Console, environment: string): Promise<Outcome> {
  const check = await console.get<Check>(inEnvironment('/api/indexes/check', environment));
  const lines = check.aliases.map(({ name, state, shows, says }) => {
    const documents = shows === null ? 'not known' : count(shows);
    return `${name.padEnd(22)} ${state.padEnd(10)} ${documents.padStart(10)}  ${says}`;
  });
  // Those that are as they should be would repeat the aliases.
  for (const { state, findings, says } of check.generations ?? [])
    if (state !== 'matches') lines.push(says);
    else lines.push(...findings.map((finding) => finding.says));
  for (const { name, target, filter } of check.unexpected ?? [])
    lines.push(
      `${name} leads to ${target}, ${filter ?? 'no filter'}: the contract does not name it.`,
    );
  const isUnbuilt = check.isUnbuilt ?? false;
  if (isUnbuilt && check.aliases.some(hasDrifted))
    lines.push('This is before the first settled sync, which puts it right.');
  const exitCode = exitOfChecks(check);
  const state =
    exitCode === exit.drift ? 'drift' : exitCode === exit.notKnown ? 'not-known' : 'matches';
  // Scripts know four states: what leads to a closed or red index differs from the contract.
  const aliases = check.aliases.map((alias) =>
    alias.state === 'unreadable' ? { ...alias, state: 'different' } : alias,
  );
  const unexpected = check.unexpected ?? null;
  return {
    json: { ...check, state, aliases, unexpected, isUnbuilt },
    says: lines.join('\n'),
    exitCode,
  };
}

export async function listGenerations(console: Console, environment: string): Promise<Outcome> {
  const view = await console.get<IndexesView>(inEnvironment('/api/indexes/overview', environment));
  const { asOf } = view;
  // Indexes of one run are made at one moment, or nearly so.
  const generations = [...view.generations].sort(
    (a, b) =>
      (b.runNumber ?? 0) - (a.runNumber ?? 0) ||
      b.createdAt.localeCompare(a.createdAt) ||
      a.index.localeCompare(b.index),
  );
  if (generations.length === 0 && asOf === null)
    return {
      json: generations,
      says: 'It is not known which generations there are: the search engine has not answered.',
      exitCode: exit.notKnown,
    };
  const lines = generations.flatMap(({ index, role, documents, health, notes = [] }) => {
    const shown = documents === null ? 'not known' : count(documents);
    const unwell = health === 'closed' || health === 'red' ? `, ${health}` : '';
    return [
      `${index.padEnd(50)} ${role.padEnd(10)} ${shown}${unwell}`,
      ...notes.map(({ at, by, text }) => `  ${at} ${by}: ${text}`),
    ];
  });
  if (generations.some(({ role, isSeen }) => role === 'live' && !isSeen))
    lines.push('The aliases could not be read: that users read what is live is what is recorded.');
  // Recorded are the generations themselves; the engine's documents and health are of this moment.
  if (lines.length > 0)
    lines.push(
      asOf === null
        ? 'The search engine has not answered: this is what is recorded.'
        : `As the search engine showed them at ${asOf}.`,
    );
  return {
    json: generations,
    says: lines.join('\n') || 'There is no generation yet.',
    exitCode: exit.done,
  };
}

export interface SeenOptions {
  readonly environment: string;
  readonly body: string;
}

const seenWords = (documents: number | null): string =>
  documents === null ? 'not known' : count(documents);

/** 4 says that a list of the body stands out, 5 that one is not known. */
export async function showSeen(
  console: Console,
  { environment, body }: SeenOptions,
): Promise<Outcome> {
  const search = new URLSearchParams({ body }).toString();
  const view = await console.get<SeenView>(
    inEnvironment(`/api/indexes/seen?${search}`, environment),
  );
  const [seen] = view.bodies;
  const lists = seen?.lists ?? [];
  const then = view.beforeIs === 'day-ago' ? 'a day ago' : 'before the last swap';
  const lines = lists.map(({ name, documents, before, standsOut }) => {
    const earlier = before === null ? '' : `  ${then} ${seenWords(before)}`;
    return (
      `${name.padEnd(22)} ${seenWords(documents).padStart(10)}${earlier}` +
      (standsOut ? '  stands out' : '')
    );
  });
  if (view.refused !== null) lines.push(view.refused);
  if (seen?.hasVanished === true) lines.push(`${body} has vanished: every list is empty.`);
  const exitCode =
    seen?.standsOut === true
      ? exit.drift
      : lists.some(({ documents }) => documents === null)
        ? exit.notKnown
        : exit.done;
  const { environment: name, observedAt, trendFrom, beforeIs, refused } = view;
  const json = {
    environment: name,
    observedAt,
    body,
    lists,
    trendFrom,
    beforeIs,
    refused,
    hasVanished: seen?.hasVanished,
  };
  return { json, says: lines.join('\n'), exitCode };
}

export interface RepairOptions {
  readonly environment: string;
  readonly alias?: string;
  readonly reason: string;
  readonly confirm?: string;
  readonly dryRun?: boolean;
}

const documentsWords = (documents: number | null): string =>
  documents === null ? 'not known' : countOf(documents, 'document');

/** What will be done, for people: each alias before and after, then the request. */
export function previewInWords({ moves, copies, request }: RepairPreview): string {
  const kept = copies.map(
    ({ index, documents }) =>
      `The index ${index} (${documentsWords(documents)}) is copied first, then makes way.`,
  );
  return [...moves.flatMap(moveInWords), ...kept, request].join('\n');
}

function beforeInWords({ targets, filter, documents }: RepairPreview['moves'][number]['before']) {
  return targets.length === 0
    ? 'nothing'
    : `${targets.join(', ')}, ${filter ?? 'no filter'}, ${documentsWords(documents)}`;
}

function moveInWords({ alias, before, after, says }: RepairPreview['moves'][number]): string[] {
  return [
    ...(says === '' ? [] : [says]),
    `  - ${alias}: ${beforeInWords(before)}`,
    `  + ${alias}: ${after.target}, ${after.filter ?? 'no filter'}, ` +
      documentsWords(after.documents),
  ];
}

const isNothingToRepair = (error: unknown): error is FaultError =>
  error instanceof FaultError && error.fault.detail?.['nothingToRepair'] === true;

/** Of what was done: also whether the pages that read it work. */
function exitOfOutcome({
  aliases,
  lists,
}: {
  readonly aliases: readonly AliasCheck[];
  readonly lists: readonly RunList[];
}): ExitCode {
  if (lists.some(({ state }) => state === 'fails')) return exit.drift;
  const code = exitOfChecks({ aliases });
  // None: they could not be read back.
  const isUnknown = aliases.length === 0 || lists.some(({ state }) => state === 'not-known');
  return code === exit.done && isUnknown ? exit.notKnown : code;
}

/** `--dry-run` shows what would be done; 0 also where there is nothing to do. */
export async function repairIndexAliases(
  console: Console,
  { environment, alias, reason, confirm, dryRun }: RepairOptions,
): Promise<Outcome> {
  const search = alias === undefined ? {} : { alias };
  if (dryRun === true) {
    const preview = await console
      .get<RepairPreview>(
        inEnvironment(
          `/api/indexes/repair-preview?${new URLSearchParams(search).toString()}`,
          environment,
        ),
      )
      .catch((error: unknown) => {
        if (!isNothingToRepair(error)) throw error;
        return error.fault;
      });
    if ('kind' in preview)
      return { json: { moves: [], says: preview.says }, says: preview.says, exitCode: exit.done };
    return { json: preview, says: previewInWords(preview), exitCode: exit.done };
  }
  const input = {
    environment,
    reason,
    ...search,
    ...(confirm !== undefined && { typedName: confirm }),
  };
  const outcome = await console
    .post<RepairOutcome>('/api/v1/indexes/repair', input)
    .catch((error: unknown) => {
      if (isNothingToRepair(error)) return error.fault;
      throw withNextStep(error, { address: console.address, environment, confirm });
    });
  if ('kind' in outcome)
    return {
      json: { environment, repaired: [], says: outcome.says },
      says: outcome.says,
      exitCode: exit.done,
    };
  const { repaired, keptCopies, aliases, lists, warnings, ...rest } = outcome;
  const says = [
    `Repaired: ${repaired.join(', ')}.`,
    ...keptCopies.map(({ of, copy }) => `The index ${of} was kept as ${copy}.`),
    ...lists.flatMap(({ title, documents }) =>
      documents === null ? [] : [`The list “${title}” works.`],
    ),
    ...warnings,
  ];
  return {
    json: { ...rest, repaired, keptCopies, aliases, lists, warnings },
    says: says.join('\n'),
    exitCode: exitOfOutcome({ aliases, lists }),
  };
}

export interface RollBackOptions {
  readonly environment: string;
  readonly to: string;
  readonly reason: string;
  readonly confirm?: string;
  readonly dryRun?: boolean;
}

/** What production wants typed, where it was given. */
const typedIn = (confirm: string | undefined) =>
  confirm === undefined ? {} : { typedName: confirm };

/** Sends a command, with what only the terminal knows where it is refused. */
export async function sendCommand<T>(
  console: Console,
  path: string,
  { confirm, ...input }: { readonly environment: string; readonly confirm: string | undefined },
): Promise<T> {
  const { environment } = input;
  return console.post<T>(path, { ...input, ...typedIn(confirm) }).catch((error: unknown) => {
    throw withNextStep(error, { address: console.address, environment, confirm });
  });
}

/** `--dry-run` shows what users would get and lose. */
export async function rollBackReaders(
  console: Console,
  { environment, to: named, reason, confirm, dryRun }: RollBackOptions,
): Promise<Outcome> {
  const to = await namedByNumber(console, named, { environment });
  if (dryRun === true) {
    const search = new URLSearchParams({ to }).toString();
    const preview = await console.get<RollBackPreview>(
      inEnvironment(`/api/indexes/roll-back-preview?${search}`, environment),
    );
    const { loss } = preview;
    const lost =
      loss === null
        ? 'What was written since is not known.'
        : `Written since, and lost: ${String(loss.changed)}; removed: ${String(loss.removed)}.`;
    return {
      json: preview,
      says: [
        ...(preview.moves.every(({ before, after }) => isMoveOn(before.targets, after.target))
          ? [`Users would move on to ${to}, which is newer than what they have.`]
          : [`Users would be rolled back to ${to}.`]),
        ...preview.moves.flatMap(moveInWords),
        lost,
        ...preview.notes,
        preview.request,
      ].join('\n'),
      exitCode: exit.done,
    };
  }
  const outcome = await sendCommand<RollBackOutcome>(console, '/api/v1/indexes/rollback', {
    environment,
    confirm,
    ...{ to, reason },
  });
  return {
    json: outcome,
    says: [`Users read ${to} now.`, ...outcome.warnings].join('\n'),
    exitCode: exitOfOutcome(outcome),
  };
}

export interface ChangeOptions {
  readonly environment: string;
  readonly reason: string;
  readonly confirm?: string;
}

export async function retireIndex(
  console: Console,
  named: string,
  { environment, reason, confirm }: ChangeOptions,
): Promise<Outcome> {
  const generation = await namedByNumber(console, named, { environment });
  const outcome = await sendCommand<RetireOutcome>(console, '/api/v1/indexes/retire', {
    environment,
    confirm,
    ...{ generation, reason },
  });
  return {
    json: outcome,
    says: [`Retired: ${outcome.retired.join(', ')}.`, ...outcome.warnings].join('\n'),
    exitCode: exit.done,
  };
}

export interface NoteOptions {
  readonly environment: string;
  readonly text: string;
}

export async function noteAboutGeneration(
  console: Console,
  named: string,
  { environment, text }: NoteOptions,
): Promise<Outcome> {
  const generation = await namedByNumber(console, named, { environment });
  const outcome = await sendCommand<NoteOutcome>(console, '/api/v1/indexes/note', {
    environment,
    confirm: undefined,
    ...{ generation, text },
  });
  return {
    json: outcome,
    says: `The note is with ${outcome.indexes.join(', ')}.`,
    exitCode: exit.done,
  };
}

export async function adoptForeignIndex(
  console: Console,
  index: string,
  { environment, reason, confirm, base }: ChangeOptions & { readonly base?: string },
): Promise<Outcome> {
  const outcome = await sendCommand<AdoptOutcome>(console, '/api/v1/indexes/adopt', {
    environment,
    confirm,
    ...{ index, reason, ...(base !== undefined && { base }) },
  });
  return {
    json: outcome,
    says: `${outcome.index} is a generation of ${outcome.base} now.`,
    exitCode: exit.done,
  };
}
