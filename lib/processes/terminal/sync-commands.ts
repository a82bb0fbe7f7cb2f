import { setTimeout as delay } from 'node:timers/promises';
import { newId } from '#lib/kernel/ids.ts';
import type { Page } from '#lib/kernel/list.ts';
import { FaultError, refuse } from '#lib/kernel/result.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { timeWords } from '#lib/kernel/words/times.ts';
import {
  editsOfRun,
  isBalanced,
  waitOf,
  type ListedRun,
  type Run,
  type RunDetail,
  type Stage,
  type Wait,
} from '#lib/sync/index.ts';
import type { Console } from './console-client.ts';
import { nameOf, type Follower } from './follow.ts';
import { namedByNumber } from './only-environment.ts';
import { exit, exitOfRun, type Outcome } from './outcome.ts';
import { withNextStep } from './refusal.ts';

const pollMs = 1_000;
const awayForMs = 120_000;

const shown = (value: number | null): string => (value === null ? '–' : count(value));

/**
 * Received is the sum of what is between it and `withheld`, which our own participant did not
 * send.
 */
const ledgerColumns = [
  'sent',
  'received',
  'written',
  'merged',
  'quarantined',
  'rejected',
  'dead',
  'withheld',
] as const;

/** In the words of the page. */
const ledgerHeads = ledgerColumns.map((column) =>
  column === 'withheld' ? 'quarantined, not sent' : column,
);

function tableLine(stage: string, state: string, cells: readonly string[]): string {
  const right = cells.map((cell, n) => cell.padStart(Math.max(9, ledgerHeads[n]?.length ?? 0)));
  return `  ${stage.padEnd(16)} ${state.padEnd(11)} ${right.join(' ')}`;
}

/** One that had begun when its run ended early keeps what it counted, as on the page of the run. */
const hasCounts = ({ state, kind, startedAt }: Stage): boolean =>
  (kind === 'data' || kind === 'derived') &&
  state !== 'waiting' &&
  (state !== 'skipped' || startedAt !== null);

/** In the words of the page. */
function stateWords({ state, kind, startedAt }: Stage): string {
  if (kind === 'observed' && state === 'skipped') return 'not seen';
  if (kind === 'observed' && state === 'failed') return 'last seen';
  if (state !== 'skipped') return state;
  if (startedAt === null) return 'not reached';
  return kind === 'swap' ? 'left out' : 'stopped';
}

function stageLine(stage: Stage): string {
  const state = stateWords(stage);
  if (!hasCounts(stage)) return tableLine(stage.name, state, []).trimEnd();
  const counts: Record<(typeof ledgerColumns)[number], number | null> = {
    ...stage,
    sent: stage.sent ?? stage.expected,
  };
  const isOdd = !['running', 'stopped'].includes(state) && !isBalanced(stage);
  const line = tableLine(
    stage.name,
    state,
    ledgerColumns.map((column) => shown(counts[column])),
  );
  return isOdd ? `${line}  does not balance` : line;
}

/** ` (dry run, synthetic people)`, or nothing. */
function marksOf({ dry, synthetic }: Run): string {
  const marks = [dry && 'dry run', synthetic === true && 'synthetic people'].filter(Boolean);
  return marks.length > 0 ? ` (${marks.join(', ')})` : '';
}

const waitLine = ({ title, since, says }: Wait): string =>
  `  Stage “${title}” waits since ${timeWords(new Date(since))}. ${says}`;

export function runInWords(run: Run, wait: Wait | null = null): string {
  const pipeline = run.pipeline + marksOf(run);
  const reason = run.reason === '' ? '' : `: ${run.reason}`;
  const head = `${nameOf(run)}  ${run.state}  ${pipeline}  started by ${run.startedBy}${reason}`;
  const columns = tableLine('stage', 'state', ledgerHeads);
  const fault = run.fault === null ? [] : [`  ${run.fault.says}`];
  const edits = editsOfRun(run);
  const lost = edits === null ? [] : [`  ${edits}`];
  const waits = wait === null ? [] : [waitLine(wait)];
  return [head, columns, ...run.stages.map(stageLine), ...waits, ...lost, ...fault].join('\n');
}

const detailOf = (console: Console, run: string): Promise<RunDetail> =>
  console.get<RunDetail>(`/api/sync/run/${encodeURIComponent(run)}`);

/**
 * Polls until the run ends. A console that is away for a while is waited for.
 */
async function untilEnded(console: Console, run: string, follower: Follower): Promise<Run> {
  let awaySince: number | null = null;
  for (;;) {
    try {
      const detail = await detailOf(console, run);
      const { run: now } = detail;
      awaySince = null;
      if (now.endedAt !== null) return now;
      follower.progress(now, waitOf(detail));
    } catch (error) {
      if (!(error instanceof FaultError) || error.fault.kind !== 'unavailable') throw error;
      awaySince ??= performance.now();
      if (performance.now() - awaySince > awayForMs) throw error;
      follower.away();
    }
    await delay(pollMs);
  }
}

/** Production wants the name of the environment typed. */
const typed = ({ confirm }: { readonly confirm?: string }): { readonly typedName?: string } =>
  confirm === undefined ? {} : { typedName: confirm };

export interface StartOptions {
  readonly environment: string;
  readonly pipeline: string;
  readonly reason?: string;
  readonly confirm?: string;
  /** Production wants it where the people are made up. */
  readonly acknowledge?: string;
  readonly dryRun?: boolean;
  readonly wait?: boolean;
}

export async function startSync(
  console: Console,
  options: StartOptions,
  follower: Follower,
): Promise<Outcome> {
  const input = {
    environment: options.environment,
    pipeline: options.pipeline,
    reason: options.reason ?? '',
    dry: options.dryRun ?? false,
    idempotencyKey: newId(),
    ...typed(options),
    ...(options.acknowledge !== undefined && { acknowledgement: options.acknowledge }),
  };
  const run = await console.post<Run>('/api/v1/sync/start', input).catch((error: unknown) => {
    throw withNextStep(error, {
      address: console.address,
      environment: options.environment,
      confirm: options.confirm,
    });
  });
  if (options.wait !== true)
    return { json: run, says: `${nameOf(run)}${marksOf(run)} is queued.`, exitCode: exit.done };
  follower.started(run, console.address);
  const ended = await untilEnded(console, run.run, follower).finally(() => follower.ended());
  return { json: ended, says: runInWords(ended), exitCode: exitOfRun(ended) };
}

/** Which environment is read; where the console has only one it needs no name. */
export interface EnvironmentOption {
  readonly environment?: string;
}

function runsAddress({ environment }: EnvironmentOption, search: Record<string, string>): string {
  const named = environment === undefined ? {} : { environment };
  return `/api/sync/runs?${new URLSearchParams({ ...search, ...named }).toString()}`;
}

export async function showSync(
  console: Console,
  name: string | undefined,
  options: EnvironmentOption,
): Promise<Outcome> {
  const address = runsAddress(options, { limit: '1' });
  const asked =
    name === undefined
      ? (await console.get<Page<Run>>(address)).rows[0]?.run
      : await namedByNumber(console, name, options);
  if (asked === undefined) throw new FaultError(refuse('not-found', 'There is no run yet.').fault);
  const detail = await detailOf(console, asked);
  const { run } = detail;
  const wait = waitOf(detail);
  return { json: { ...run, wait }, says: runInWords(run, wait), exitCode: exit.done };
}

export interface ListOptions extends EnvironmentOption {
  readonly state?: string;
  readonly limit: string;
}

export async function listSyncs(console: Console, options: ListOptions): Promise<Outcome> {
  const { state, limit } = options;
  const search = { limit, ...(state === undefined ? {} : { state }) };
  const { rows, total } = await console.get<Page<ListedRun>>(runsAddress(options, search));
  const lines = rows.map((run) => {
    const at = run.startedAt ?? run.queuedAt;
    const state = run.wait === null ? run.state : `${run.state}, waits`;
    return `${run.run.padEnd(16)} ${state.padEnd(18)} ${at}  ${run.startedBy}${marksOf(run)}`;
  });
  return {
    json: rows,
    says: [...lines, `${rows.length} of ${total}`].join('\n'),
    exitCode: exit.done,
  };
}

export interface CancelOptions {
  readonly reason: string;
  readonly confirm?: string;
}

export async function cancelSync(
  console: Console,
  name: string,
  options: CancelOptions,
): Promise<Outcome> {
  const run = await namedByNumber(console, name, {});
  const input = { run, reason: options.reason, ...typed(options) };
  const cancelled = await console
    .post<Run>('/api/v1/sync/cancel', input)
    .catch((error: unknown) => {
      throw withNextStep(error, {
        address: console.address,
        environment: run.replace(/-\d+$/, ''),
        confirm: options.confirm,
      });
    });
  return { json: cancelled, says: `${nameOf(cancelled)} is being cancelled.`, exitCode: exit.done };
}
