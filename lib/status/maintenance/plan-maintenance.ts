import { audited, type Actor } from '#lib/access/index.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import { rangeWords } from '#lib/kernel/words/times.ts';
import { notify } from '#lib/notify/index.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import { databaseTime } from '#lib/platform/database/database-time.ts';
import type { World } from '#lib/platform/world.ts';
import { planMaintenances } from '../permissions.ts';
import {
  endNow,
  insertMaintenance,
  lockMaintenance,
  plannedByKey,
  probeCalled,
  saveMaintenance,
  type PlannedBefore,
  type Written,
} from './maintenance-store.ts';
import {
  wrongTimes,
  type ChangeMaintenance,
  type EndMaintenance,
  type MaintenanceOutcome,
  type PlanMaintenance,
} from './model.ts';

/** What planning work needs of an environment. */
export type MaintenanceWorld = Pick<World, 'database' | 'log' | 'environment'>;

type Input = Pick<PlanMaintenance, 'title' | 'text' | 'fromAt' | 'toAt' | 'probe'>;

/** What was typed, with the probe by its id and times that can be. Faults: `invalid`. */
async function written(
  tx: Sql,
  { environment: { name: environment } }: MaintenanceWorld,
  { title, text, fromAt, toAt, probe: called }: Input,
): Promise<Result<Written>> {
  const wrong = wrongTimes({ fromAt, toAt }, await databaseTime(tx));
  if (wrong !== null) {
    const [field, says] = wrong;
    return { ok: false, fault: { kind: 'invalid', says, fields: { [field]: says } } };
  }
  const probe = called === undefined ? null : await probeCalled(tx, environment, called);
  if (called !== undefined && probe === null) {
    const says = 'Choose something that this environment has: nothing there is called so.';
    return { ok: false, fault: { kind: 'invalid', says, fields: { probe: says } } };
  }
  return done({ environment, title, text, fromAt, toAt, probe });
}

const isSame = (a: Written, b: Written): boolean =>
  a.environment === b.environment &&
  a.title === b.title &&
  a.text === b.text &&
  a.probe === b.probe &&
  a.fromAt.getTime() === b.fromAt.getTime() &&
  a.toAt.getTime() === b.toAt.getTime();

const changedOf = ({ title, text, fromAt, toAt, probe }: Input) => ({
  title,
  text,
  fromAt: fromAt.toISOString(),
  toAt: toAt.toISOString(),
  ...(probe !== undefined && { probe }),
});

/** Who is told of it. What becomes of it while it goes on is on its page. */
const tell = (
  tx: Sql,
  { environment, title, text, fromAt, toAt }: Written,
  { maintenance }: MaintenanceOutcome,
  head: 'Planned' | 'Changed' | 'Called off' | 'Over',
): Promise<void> =>
  notify(tx, {
    event: 'maintenance',
    environment,
    severity: 'info',
    title: `${head}: ${title}`,
    text: sentences(rangeWords(fromAt, toAt), text),
    path: `/status/maintenance/${maintenance}`,
    key: null,
    isResolved: false,
  });

/**
 * Plans work, while which what fails opens no incident. Faults: `forbidden`, `invalid`, `conflict`
 * (its key has planned something else), `unavailable`.
 */
export function planMaintenance(
  world: MaintenanceWorld,
  actor: Actor,
  input: PlanMaintenance,
): Promise<Result<MaintenanceOutcome>> {
  const { idempotencyKey } = input;
  const what = {
    permission: planMaintenances,
    target: 'new planned work',
    targetOf: ({ maintenance }: MaintenanceOutcome) => `planned work ${maintenance}`,
    reason: null,
    changed: changedOf(input),
  };
  return audited(world, actor, what, async (tx) => {
    const wanted = await written(tx, world, input);
    if (!wanted.ok) return wanted;
    const before =
      idempotencyKey === undefined ? null : await plannedByKey(tx, actor.name, idempotencyKey);
    if (before !== null)
      return isSame(before, wanted.value)
        ? done(outcomeOf(before))
        : refuse(
            'conflict',
            `What you sent before is planned already, as planned work ${before.maintenance}. ` +
              'Look at it, and change it there.',
          );
    const outcome = await insertMaintenance(tx, wanted.value, {
      plannedBy: actor.name,
      idempotencyKey,
    });
    await tell(tx, wanted.value, outcome, 'Planned');
    return done(outcome);
  });
}

const outcomeOf = ({ maintenance, version, state }: PlannedBefore): MaintenanceOutcome => ({
  maintenance,
  version,
  state,
});

/** Faults: `not-found`, `conflict` (changed meanwhile), `precondition` (it is over). */
async function lockedAt(
  tx: Sql,
  { environment }: MaintenanceWorld,
  { maintenance, version }: EndMaintenance,
): Promise<Result<PlannedBefore>> {
  const locked = await lockMaintenance(tx, environment.name, maintenance);
  if (locked === null)
    return refuse('not-found', `There is no planned work ${maintenance} of this environment.`);
  if (locked.version !== version)
    return refuse(
      'conflict',
      'Somebody has changed this planned work since you looked at it. Look again, and send yours ' +
        'once more.',
    );
  if (locked.state === 'over' || locked.state === 'called-off')
    return refuse('precondition', 'It is over, or was called off. Plan it anew.');
  return done(locked);
}

/**
 * Changes what is planned or under way. Faults: `forbidden`, `invalid`, `not-found`, `conflict`
 * (changed meanwhile), `precondition` (it is over), `unavailable`.
 */
export function changeMaintenance(
  world: MaintenanceWorld,
  actor: Actor,
  input: ChangeMaintenance,
): Promise<Result<MaintenanceOutcome>> {
  const what = {
    permission: planMaintenances,
    target: `planned work ${input.maintenance}`,
    reason: null,
    changed: changedOf(input),
  };
  return audited(world, actor, what, async (tx) => {
    const locked = await lockedAt(tx, world, input);
    if (!locked.ok) return locked;
    const wanted = await written(tx, world, input);
    if (!wanted.ok) return wanted;
    if (isSame(locked.value, wanted.value)) return done(outcomeOf(locked.value));
    const outcome = await saveMaintenance(tx, input.maintenance, wanted.value);
    await tell(tx, wanted.value, outcome, 'Changed');
    return done(outcome);
  });
}

/**
 * Calls off what has not begun, and ends what is under way. Faults: as `changeMaintenance`.
 */
export function endMaintenance(
  world: MaintenanceWorld,
  actor: Actor,
  input: EndMaintenance,
): Promise<Result<MaintenanceOutcome>> {
  const what = {
    permission: planMaintenances,
    target: `planned work ${input.maintenance}`,
    reason: null,
    changed: { isEnded: 'true' },
  };
  return audited(world, actor, what, async (tx) => {
    const locked = await lockedAt(tx, world, input);
    if (!locked.ok) return locked;
    const outcome = await endNow(tx, input.maintenance, actor.name);
    const head = outcome.state === 'called-off' ? 'Called off' : 'Over';
    await tell(tx, locked.value, outcome, head);
    return done(outcome);
  });
}
