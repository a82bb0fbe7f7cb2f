import PQueue from 'p-queue';
import { backOffMs, type RetryPolicy } from '#lib/kernel/retry.ts';
import { databaseTime } from '#lib/platform/database/database-time.ts';
import { whileLeased } from '#lib/platform/database/lease.ts';
import { acknowledgedEvents, type Route } from './model.ts';
import { dueAt, isFor, nextGroup, type Group } from './rules.ts';
import { send } from './send.ts';
import type { NotifyWorld } from './settings.ts';
import {
  dueDeliveries,
  endUnknownRoutes,
  groupName,
  groupsOf,
  noticesToRoute,
  repeatNotice,
  saveDelivered,
  saveGroups,
  saveNotDelivered,
  saveRouted,
  unacknowledged,
  type DueDelivery,
  type NewDelivery,
} from './store.ts';

export interface DeliveryPace {
  /** An attempt takes no longer. */
  readonly limitMs: number;
  readonly pauses: RetryPolicy;
  /** What could not be delivered for so long is dead. */
  readonly giveUpAfterMs: number;
}

export const deliveryPace: DeliveryPace = {
  limitMs: 10_000,
  pauses: { attempts: Infinity, firstDelayMs: 5_000, maxDelayMs: 15 * 60_000 },
  giveUpAfterMs: 24 * 3_600_000,
};

const leaseMs = 15_000;
const routedAtOnce = 200;
/** One receiver that never answers leaves the others their share. */
const mostOfEach = 8;
const mostAtOnce = 16;

/** Decides who is told of what has happened; whether there may be more. */
async function routeSome(
  { database, notify: { routes } }: NotifyWorld,
  pace: DeliveryPace,
): Promise<boolean> {
  return database.transaction(async (tx) => {
    const notices = await noticesToRoute(tx, routedAtOnce);
    if (notices.length === 0) return false;
    const groups = await groupsOf(tx, notices);
    const changed = new Map<string, Group & { environment: string; key: string }>();
    const deliveries: NewDelivery[] = [];
    for (const notice of notices) {
      const { environment, key, id, at } = notice;
      let worst = notice.severity;
      if (key !== null) {
        const name = groupName(environment, key);
        const { group, shouldTell } = nextGroup(groups.get(name) ?? null, notice);
        if (group !== null) {
          groups.set(name, group);
          changed.set(name, { ...group, environment, key });
          worst = group.severity;
        }
        if (!shouldTell) continue;
      }
      for (const route of routes)
        if (isFor(route, notice, worst))
          deliveries.push({ noticeId: id, route: route.name, dueAt: dueAt(route.hours, at) });
    }
    await saveGroups(tx, [...changed.values()]);
    const ids = notices.map(({ id }) => id);
    await saveRouted(tx, ids, deliveries, pace.giveUpAfterMs);
    return notices.length === routedAtOnce;
  });
}

/** Tells again what goes on and nobody has acknowledged, where that is due. */
async function repeatSome(
  { database, notify: { routes } }: NotifyWorld,
  { giveUpAfterMs }: DeliveryPace,
): Promise<void> {
  const repeating = routes.filter(({ repeatMinutes }) => repeatMinutes !== null);
  if (repeating.length === 0) return;
  await database.transaction(async (tx) => {
    const at = await databaseTime(tx);
    for (const notice of await unacknowledged(tx, repeating, acknowledgedEvents)) {
      const route = repeating.find(({ name }) => name === notice.route);
      if (route !== undefined && isFor(route, notice, notice.worst))
        await repeatNotice(tx, notice.id, route.name, dueAt(route.hours, at), giveUpAfterMs);
    }
  });
}

async function deliver(
  { database, notify, log }: NotifyWorld,
  route: Route,
  due: DueDelivery,
  pace: DeliveryPace,
): Promise<void> {
  const sent = await send(notify, route, due, pace.limitMs);
  // A process that is killed here sends it again: twice is better than never.
  if (sent.ok) return saveDelivered(database, due.id, route.name);
  log.warn({ route: route.name, attempts: due.attempts + 1 }, `a notice waits: ${sent.says}`);
  const againAfterMs = backOffMs(pace.pauses, Math.min(due.attempts + 1, 30));
  return saveNotDelivered(database, due.id, route.name, sent.says, againAfterMs);
}

/**
 * Sends what is due, until nothing is or `signal` aborts, by one of all processes. At least once:
 * what was sent and could not be recorded is sent again. False: another process does it.
 */
export async function deliverNotices(
  world: NotifyWorld,
  signal: AbortSignal,
  beat: () => void,
  pace: DeliveryPace = deliveryPace,
): Promise<boolean> {
  const { database, holder, notify } = world;
  const names = notify.routes.map(({ name }) => name);
  const byName = new Map(notify.routes.map((route) => [route.name, route]));
  const did = await whileLeased(database, { name: 'notices', holder, ttlMs: leaseMs }, async () => {
    while (!signal.aborted && (await routeSome(world, pace))) beat();
    await repeatSome(world, pace);
    await endUnknownRoutes(database, names);
    while (!signal.aborted) {
      beat();
      const due = await dueDeliveries(database, names, mostOfEach);
      if (due.length === 0) break;
      const queue = new PQueue({ concurrency: mostAtOnce });
      await queue.addAll(
        due.flatMap((one) => {
          const route = byName.get(one.route);
          return route === undefined ? [] : [() => deliver(world, route, one, pace)];
        }),
      );
    }
    return true;
  });
  return did ?? false;
}
