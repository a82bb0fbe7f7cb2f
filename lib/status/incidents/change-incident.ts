import { audited, type Actor } from '#lib/access/index.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { someWords } from '#lib/kernel/words/text.ts';
import { acknowledge, notify } from '#lib/notify/index.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import { databaseTime } from '#lib/platform/database/database-time.ts';
import type { World } from '#lib/platform/world.ts';
import { openIncidents, takeIncidents, updateIncidents, writeForUsers } from '../permissions.ts';
import {
  addUpdate,
  insertIncident,
  lastUpdate,
  lockIncident,
  notWorking,
  openedLately,
  saveForUsers,
  saveOwner,
  updateByKey,
  type KnownUpdate,
  type LockedIncident,
} from './incident-store.ts';
import { keyOfIncident, noticeOfEnd, noticeOfIncident } from './notices.ts';
import {
  stateTitles,
  takingWords,
  wrongNextUpdate,
  type IncidentOutcome,
  type OpenIncident,
  type TakeIncident,
  type TakeOutcome,
  type UpdateIncident,
  type WriteForUsers,
} from './model.ts';

/** What writing incidents needs of an environment. */
export type IncidentWorld = Pick<World, 'database' | 'log' | 'environment'>;

const refusedTime = (says: string): Result<never> => ({
  ok: false,
  fault: { kind: 'invalid', says, fields: { nextUpdateAt: says } },
});

const isSameTime = (earlier: Date | null, now: Date | undefined): boolean =>
  earlier?.getTime() === now?.getTime();

/** As the audit has it. */
const timeIn = (at: Date | undefined) =>
  at === undefined ? {} : { nextUpdateAt: at.toISOString() };

const keyedOf = ({ environment }: IncidentWorld, incident: number) => ({
  environment: environment.name,
  key: keyOfIncident(incident),
});

/** Somebody who writes one has seen that it hurts. */
const openedByPerson = { severity: 'critical', isResolved: false } as const;

/**
 * What this key has done before, where it is what is asked for now; null: nothing. Asked first, for
 * whoever got no answer has changed the version themselves.
 */
async function doneBefore(
  tx: Sql,
  { environment }: IncidentWorld,
  { name }: Actor,
  key: string | undefined,
  isSame: (earlier: KnownUpdate) => boolean,
): Promise<Result<IncidentOutcome> | null> {
  const earlier = key === undefined ? null : await updateByKey(tx, name, key);
  if (earlier === null) return null;
  const { incident, version, state } = earlier;
  return earlier.environment === environment.name && isSame(earlier)
    ? done({ incident, version, state })
    : refuse(
        'conflict',
        `What you sent before is written down already, in incident ${incident}. Look at it, and ` +
          'send what is new.',
        { incident },
      );
}

/** Each wakes people. */
const mostOpened = { count: 10, minutes: 10 } as const;

/**
 * Opens an incident that no probe has found. Faults: `forbidden`, `invalid`, `conflict` (its key
 * has written something else), `busy` (this person has opened too many), `unavailable`.
 */
export function openIncident(
  world: IncidentWorld,
  actor: Actor,
  { title, text, nextUpdateAt, idempotencyKey }: OpenIncident,
): Promise<Result<IncidentOutcome>> {
  const what = {
    permission: openIncidents,
    target: 'a new incident',
    targetOf: ({ incident }: IncidentOutcome) => `incident ${incident}`,
    reason: null,
    changed: { title, text, ...timeIn(nextUpdateAt) },
  };
  return audited(world, actor, what, async (tx) => {
    const before = await doneBefore(
      tx,
      world,
      actor,
      idempotencyKey,
      (earlier) =>
        earlier.title === title &&
        earlier.text === text &&
        isSameTime(earlier.nextUpdateAt, nextUpdateAt),
    );
    if (before !== null) return before;
    const state = 'investigating';
    const now = await databaseTime(tx);
    const wrong = wrongNextUpdate({ nextUpdateAt, state }, now);
    if (wrong !== null) return refusedTime(wrong);
    const { name } = world.environment;
    const lately = await openedLately(tx, name, actor.name, mostOpened.minutes);
    if (lately >= mostOpened.count)
      return refuse(
        'busy',
        `You have opened ${count(lately)} incidents of ${name} within ` +
          `${count(mostOpened.minutes)} minutes. Write what is new to one of them, or wait.`,
      );
    const incident = await insertIncident(tx, {
      environment: world.environment.name,
      title,
      holder: null,
      isRootKnown: false,
      doubts: [],
      ruledOut: [],
      openedBy: actor.name,
      since: now,
    });
    const version = await addUpdate(tx, incident, {
      actor: actor.name,
      state,
      text,
      nextUpdateAt,
      idempotencyKey,
    });
    const told = { environment: world.environment.name, id: incident, title };
    await notify(tx, noticeOfIncident(told, { ...openedByPerson, text }));
    return done({ incident, version, state });
  });
}

async function lockedAt(
  tx: Sql,
  { environment }: IncidentWorld,
  { incident, version }: Pick<UpdateIncident, 'incident' | 'version'>,
): Promise<Result<LockedIncident>> {
  const locked = await lockIncident(tx, environment.name, incident);
  if (locked === null)
    return refuse('not-found', `There is no incident ${incident} of this environment.`);
  if (locked.version === version) return done(locked);
  const says =
    'Somebody has changed this incident since you looked at it. Look again, and send yours once ' +
    'more.';
  const last = await lastUpdate(tx, incident);
  if (last === null) return refuse('conflict', says);
  const stale = {
    version: locked.version,
    changedBy: last.actor,
    changedAt: last.at.toISOString(),
    now: { state: stateTitles[locked.state] },
  };
  return { ok: false, fault: { kind: 'conflict', says, stale } };
}

/**
 * Says something of an incident, and what state it is in. Faults: `forbidden`, `invalid`,
 * `not-found`, `conflict` (changed meanwhile), `precondition` (resolved, while something of it does
 * not work), `unavailable`.
 */
export function updateIncident(
  world: IncidentWorld,
  actor: Actor,
  input: UpdateIncident,
): Promise<Result<IncidentOutcome>> {
  const { incident, state, text, nextUpdateAt, idempotencyKey } = input;
  const what = {
    permission: updateIncidents,
    target: `incident ${incident}`,
    reason: null,
    changed: { state, text, ...timeIn(nextUpdateAt) },
  };
  return audited(world, actor, what, async (tx) => {
    const before = await doneBefore(
      tx,
      world,
      actor,
      idempotencyKey,
      (earlier) =>
        earlier.incident === incident &&
        earlier.state === state &&
        earlier.text === text &&
        isSameTime(earlier.nextUpdateAt, nextUpdateAt),
    );
    if (before !== null) return before;
    const wrong = wrongNextUpdate({ nextUpdateAt, state }, await databaseTime(tx));
    if (wrong !== null) return refusedTime(wrong);
    const locked = await lockedAt(tx, world, input);
    if (!locked.ok) return locked;
    if (locked.value.state === 'resolved' && locked.value.holder !== null && state !== 'resolved')
      return refuse(
        'precondition',
        'An incident that probes opened opens by itself again when they fail. Open a new one for ' +
          'what they cannot see.',
      );
    const failing = state === 'resolved' ? await notWorking(tx, incident) : [];
    if (failing.length > 0)
      return refuse(
        'precondition',
        `${someWords(failing)} cannot be said to work. It resolves by itself ` +
          'when all of it works again.',
      );
    const version = await addUpdate(tx, incident, {
      actor: actor.name,
      state,
      text,
      nextUpdateAt,
      idempotencyKey,
    });
    const told = { environment: world.environment.name, id: incident, title: locked.value.title };
    const wasResolved = locked.value.state === 'resolved';
    if (state === 'resolved' && !wasResolved) await notify(tx, noticeOfEnd(told, text));
    if (state !== 'resolved' && wasResolved) {
      await notify(tx, noticeOfIncident(told, { ...openedByPerson, text }));
      // Who had it has it again.
      await acknowledge(tx, keyedOf(world, incident), locked.value.owner !== null);
    }
    return done({ incident, version, state });
  });
}

/**
 * Takes an incident, so that others know who works on it, or gives it back; that it was taken from
 * somebody is said in it. Faults: `forbidden`, `invalid`, `not-found`, `conflict`, `precondition`
 * (given back by one who does not have it), `unavailable`.
 */
export function takeIncident(
  world: IncidentWorld,
  actor: Actor,
  input: TakeIncident,
): Promise<Result<TakeOutcome>> {
  const { incident, isTaken } = input;
  const what = {
    permission: takeIncidents,
    target: `incident ${incident}`,
    reason: null,
    changed: { isTaken: String(isTaken) },
  };
  return audited(world, actor, what, async (tx) => {
    const locked = await lockedAt(tx, world, input);
    if (!locked.ok) return locked;
    const { owner, state } = locked.value;
    if (!isTaken && owner !== actor.name)
      return refuse('precondition', 'It is not yours to give back.');
    const saved = await saveOwner(tx, incident, isTaken ? actor.name : null);
    const isFromOther = isTaken && owner !== null && owner !== actor.name;
    const version = isFromOther
      ? await addUpdate(tx, incident, { actor: actor.name, state, text: takingWords(owner) })
      : saved;
    await acknowledge(tx, keyedOf(world, incident), isTaken);
    return done({ incident, version, state, isTaken });
  });
}

/**
 * Writes what users are told of an incident: published at once, and in place of its updates from
 * then on. Faults: `forbidden`, `invalid`, `not-found`, `conflict` (changed meanwhile),
 * `unavailable`.
 */
export function tellUsers(
  world: IncidentWorld,
  actor: Actor,
  input: WriteForUsers,
): Promise<Result<IncidentOutcome>> {
  const { incident, title, affected, text } = input;
  const what = {
    permission: writeForUsers,
    target: `incident ${incident}`,
    reason: null,
    changed: { title, ...(affected !== undefined && { affected }), text },
  };
  return audited(world, actor, what, async (tx) => {
    const locked = await lockedAt(tx, world, input);
    if (!locked.ok) return locked;
    const version = await saveForUsers(tx, input, actor.name);
    return done({ incident, version, state: locked.value.state });
  });
}
