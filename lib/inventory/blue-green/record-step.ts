import { audited, type AccessWorld, type Actor } from '#lib/access/index.ts';
import type { Clock } from '#lib/kernel/clock.ts';
import { confirmEnvironment } from '#lib/kernel/confirmation.ts';
import { quoted } from '#lib/kernel/free-text.ts';
import { done, refuse, type Fault, type Result } from '#lib/kernel/result.ts';
import type { Database, Sql } from '#lib/platform/database/database.ts';
import { readItemsOfKinds } from '../kinds-store.ts';
import { recordTransitions } from '../permissions.ts';
import { answerOf, pausedOf, sharedOf, stateAfter, withShared } from './answer.ts';
import { commandsOf, type DocumentedCommand } from './commands-of.ts';
import { forbidden } from './forbidden.ts';
import {
  namesIn,
  transitions,
  type RunbookState,
  type RecordFound,
  type RecordTransition,
  type RunbookEnvironment,
  type SharedState,
} from './model.ts';
import {
  documentedCommands,
  runbookEnvironments,
  runbookEstate,
  stateOf,
} from './show-blue-green.ts';
import { addStep, lockSteps, readSteps, type NewStep, type StepRow } from './step-store.ts';
import { environmentOf } from './view.ts';

export interface RunbookWorld extends AccessWorld {
  readonly database: Database;
  readonly clock: Clock;
}

export interface RecordedOutcome {
  /** The number of the step. */
  readonly version: number;
}

interface Known {
  readonly environment: RunbookEnvironment;
  readonly names: readonly string[];
  readonly commands: readonly DocumentedCommand[];
}

async function knownOf(sql: Sql, name: string): Promise<Result<Known>> {
  const rows = await readItemsOfKinds(sql, ['environment', 'command'], runbookEstate);
  const environments = runbookEnvironments(rows.filter(({ kind }) => kind === 'environment'));
  const environment = environmentOf(environments, name);
  if (environment === null)
    return refuse('not-found', `There is no environment ${quoted(name)} in the inventory.`);
  return done({
    environment,
    names: environments.map((one) => one.name),
    commands: documentedCommands(rows),
  });
}

/** It is known of nothing there; who may not at all is told that first. */
const refused = (
  world: RunbookWorld,
  actor: Actor,
  { environment, reason }: { readonly environment: string; readonly reason: string },
  why: { readonly ok: false; readonly fault: Fault },
): Promise<Result<never>> =>
  audited(world, actor, { permission: recordTransitions, target: environment, reason }, () =>
    Promise.resolve(why),
  );

function stale(newest: StepRow): { readonly ok: false; readonly fault: Fault } {
  const { actor, environment, transition, version, at } = newest;
  const what = transition === 'found' ? 'what was found' : transitions[transition].title;
  return {
    ok: false,
    fault: {
      kind: 'conflict',
      says:
        `${actor} has recorded “${what}” of ${environment} meanwhile. Nothing was recorded. ` +
        'See whether it still holds, and record it again.',
      stale: { version, changedBy: actor, changedAt: at.toISOString(), now: {} },
    },
  };
}

interface Recording {
  readonly environment: RunbookEnvironment;
  readonly target: string;
  readonly from: number;
  readonly reason: string;
  readonly typedName: string | undefined;
  step(state: RunbookState): Result<Omit<NewStep, 'version' | 'actor' | 'reason' | 'environment'>>;
}

/** One step after the one that the person has seen, with its row in the audit. */
function recordStep(
  world: RunbookWorld,
  actor: Actor,
  { environment, target, from, reason, typedName, step }: Recording,
): Promise<Result<RecordedOutcome>> {
  const what = {
    permission: recordTransitions,
    target,
    reason,
    confirmed: confirmEnvironment(environment, typedName, 'record what is done there'),
  };
  return audited(world, actor, what, async (tx) => {
    await lockSteps(tx);
    const [newest] = await readSteps(tx, 1);
    if (newest !== undefined && newest.version !== from) return stale(newest);
    const planned = step(stateOf(newest));
    if (!planned.ok) return planned;
    const [problem] = forbidden(planned.value.state);
    if (problem !== undefined) return refuse('precondition', `${problem} Nothing was recorded.`);
    const version = (newest?.version ?? 0) + 1;
    await addStep(tx, {
      ...planned.value,
      version,
      actor: actor.name,
      reason,
      environment: environment.name,
    });
    return done({ version });
  });
}

/**
 * Records that a transition was begun, done or failed. Nothing is done to any environment. Faults:
 * `forbidden`, `invalid`, `not-found`, `conflict` (somebody recorded something meanwhile),
 * `precondition` (it is not allowed in the recorded state).
 */
export async function recordTransition(
  world: RunbookWorld,
  actor: Actor,
  input: RecordTransition,
): Promise<Result<RecordedOutcome>> {
  const known = await knownOf(world.database, input.environment);
  if (!known.ok) return refused(world, actor, input, known);
  const { environment, names, commands } = known.value;
  const { outcome, confirmed, transition } = input;
  const { title } = transitions[transition];
  const target = input.version ?? input.commit ?? null;
  return recordStep(world, actor, {
    environment,
    target: [`${environment.name}: ${title}`, target, outcome].filter(Boolean).join(', '),
    from: input.seen,
    reason: input.reason,
    typedName: input.typedName,
    step(state) {
      const answer = answerOf({ wanted: input, environment, names, state });
      const why = answer.checks.find(({ holds }) => holds === 'no' || holds === 'not-recorded');
      if (why !== undefined) return refuse('precondition', `${why.says} Nothing was recorded.`);
      if (!answer.outcomes.includes(outcome))
        return refuse('precondition', 'It is recorded already that it goes on. Record its end.');
      if (!confirmed && answer.checks.some(({ holds }) => holds === 'ask'))
        return {
          ok: false,
          fault: {
            kind: 'invalid',
            says: 'Some of it the console cannot see.',
            fields: { confirmed: 'Say that you have checked what the console cannot see.' },
          },
        };
      const [command] = commandsOf(input, environment, sharedOf(state, environment.name), commands);
      return done({
        transition,
        outcome,
        target,
        command: command?.command ?? null,
        state: stateAfter(state, input, outcome, world.clock.now().toISOString()),
      });
    },
  });
}

/**
 * Records what a person has seen of an environment, in place of what was recorded. Faults as of
 * `recordTransition`.
 */
export async function recordFound(
  world: RunbookWorld,
  actor: Actor,
  input: RecordFound,
): Promise<Result<RecordedOutcome>> {
  const known = await knownOf(world.database, input.environment);
  if (!known.ok) return refused(world, actor, input, known);
  const { environment } = known.value;
  const { link, others } = input;
  const current = input.current ?? null;
  const previous = input.previous ?? null;
  const names = new Set([current, previous, ...namesIn(others)].filter((name) => name !== null));
  return recordStep(world, actor, {
    environment,
    target: [`${environment.name}: found ${link}`, current].filter(Boolean).join(', '),
    from: input.seen,
    reason: input.reason,
    typedName: input.typedName,
    step(state) {
      const before = sharedOf(state, environment.name);
      const at = world.clock.now().toISOString();
      const shared: SharedState = {
        environment: environment.name,
        link,
        since: before?.link === link ? before.since : at,
        paused: pausedOf(before, link, { since: at, isKnown: false }),
        current,
        previous,
        versions: [...names].map((name) => ({ name, state: 'deployed' })),
      };
      return done({
        transition: 'found',
        outcome: 'done',
        target: current,
        command: null,
        state: withShared(state, shared),
      });
    },
  });
}
