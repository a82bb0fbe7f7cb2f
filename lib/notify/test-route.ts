import { auditedEffect, type Actor } from '#lib/access/index.ts';
import { quoted } from '#lib/kernel/free-text.ts';
import { newId } from '#lib/kernel/ids.ts';
import { limitStarts, type StartLimit } from '#lib/kernel/limit-starts.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { deliveryPace } from './deliver-notices.ts';
import type { TestRoute } from './model.ts';
import { sendTestNotice } from './permissions.ts';
import { send, type SentNotice } from './send.ts';
import type { NotifySettings, NotifyWorld } from './settings.ts';

const testNotice = (): SentNotice => ({
  id: newId(),
  at: new Date(),
  event: 'test',
  environment: 'none',
  severity: 'info',
  title: 'A test of TIS Console',
  text: 'Somebody tries whether notices arrive. There is nothing to do.',
  path: '/',
  key: null,
  isResolved: false,
  isRepeated: false,
});

/** Of one route, whoever sends them: it may wake people. */
const mostAMinute = 5;

// One of each process that sends notices.
const limits = new WeakMap<NotifySettings, StartLimit>();

function limitOf(notify: NotifySettings): StartLimit {
  const limit = limits.get(notify) ?? limitStarts(mostAMinute, 60_000);
  limits.set(notify, limit);
  return limit;
}

/**
 * Sends a test along one route at once, whatever it is told of and when. Faults: `forbidden`,
 * `not-found`, `busy` (as many were sent in the last minute as may be), `unavailable`.
 */
export function testRoute(
  world: NotifyWorld,
  actor: Actor,
  { route: name }: TestRoute,
): Promise<Result<{ readonly route: string }>> {
  return auditedEffect(
    world,
    actor,
    { permission: sendTestNotice, target: name, reason: null },
    async () => {
      const route = world.notify.routes.find((one) => one.name === name);
      if (route === undefined)
        return refuse(
          'not-found',
          `There is no route ${quoted(name)}. notify list shows those that are configured.`,
        );
      const waitMs = limitOf(world.notify).begin(name, performance.now());
      if (waitMs > 0)
        return refuse(
          'busy',
          `${count(mostAMinute)} tests were sent along ${name} within a minute. Send another in ` +
            `${countOf(Math.ceil(waitMs / 1_000), 'second')}.`,
        );
      const sent = await send(world.notify, route, testNotice(), deliveryPace.limitMs);
      return sent.ok ? done({ route: name }) : refuse('unavailable', sent.says);
    },
    () => Promise.resolve(),
  );
}
