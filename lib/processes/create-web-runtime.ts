import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { firstAdmin, paceSignIns } from '#lib/access/index.ts';
import { limitFlood, limitRepeats } from '#lib/kernel/flood-limit.ts';
import { limitStarts } from '#lib/kernel/limit-starts.ts';
import { Turns } from '#lib/kernel/turns.ts';
import { newId } from '#lib/kernel/ids.ts';
import { localToken, makeDataFolder, sessionSecret } from '#lib/platform/process/data-folder.ts';
import { logWarnings } from '#lib/platform/process/framework-output.ts';
import { localAccessOf } from '#lib/platform/process/local-access.ts';
import { tokenHash } from '#lib/platform/process/token.ts';
import { bannerOf } from './banner.ts';
import { compose } from './compose.ts';
import { startTasks } from './tasks/background-tasks.ts';
import { ownLog, type Configuration } from './configuration/own-configuration.ts';
import {
  isReachedFromHereAlone,
  listenedAddress,
  refuseReadableProduction,
} from './configuration/public-address.ts';
import { firstAccountOf, keepFirstAccount, type FirstAccount } from './first-account.ts';
import { startFirstRuns } from './first-run.ts';
import { keepSupport } from './keep-support.ts';
import { startHeartbeat } from './liveness.ts';
import { measureFacts } from './measure-facts.ts';
import { tasksOf } from './tasks/task-list.ts';
import type { WebRuntime } from './web-runtime.ts';
import { endWith } from './start-refused.ts';

/**
 * Composes the world of a web process; embedded, the background tasks run here too. `port` is the
 * one that is really listened on.
 */
export async function createWebRuntime(
  { env, environments, workerEnvironments, routes }: Configuration,
  port: number,
): Promise<WebRuntime> {
  const log = ownLog(env, 'web');
  logWarnings(log);
  const baseUrl = (env.NEXTAUTH_URL ?? listenedAddress(env.HOST, port)).replace(/\/+$/, '');
  refuseReadableProduction({ env, environments }, baseUrl);
  await makeDataFolder(env.DATA_DIR);
  const support = await keepSupport(env.DATA_DIR, {
    isPublic: env.SUPPORT_PUBLIC,
    allowed: env.SUPPORT_ALLOW ?? [],
    isReviewed: env.SUPPORT_REVIEW,
  });
  const composed = await compose(env, environments, routes, log);
  const { world } = composed;
  const secret = env.NEXTAUTH_SECRET ?? (await sessionSecret(env.DATA_DIR));
  const account = await firstAdmin(world, env.FIRST_ADMIN_EMAIL, newId());
  // What is printed to a file or a collector of logs stays there, for others to read.
  const keepAccount = (made: FirstAccount): Promise<string> | null =>
    process.stdout.isTTY ? null : keepFirstAccount(env.DATA_DIR, made);
  const accountFile = await (account === null
    ? firstAccountOf(world, env.DATA_DIR)
    : keepAccount(account));
  // The terminal on this machine looks here, so that it finds a console on another port.
  const address = listenedAddress(env.HOST, port);
  await writeFile(path.join(env.DATA_DIR, 'address'), `${address}\n`, { mode: 0o600 });
  const here = world.environments.filter(({ environment }) =>
    workerEnvironments.includes(environment.name),
  );
  const tasks =
    env.DATABASE_URL === undefined ? startTasks(tasksOf(here, world), log, Date.now) : null;
  // A service that answers late keeps no page waiting.
  if (tasks !== null && env.FIRST_RUN) void startFirstRuns(here);

  support.begin(world, log);
  measureFacts(world);
  const heartbeat = startHeartbeat(world.database);
  let isDraining = false;
  void tasks?.ended.then((task) => {
    // Half a console would look whole: the supervisor starts it again.
    if (!isDraining) endWith(new Error(`the ${task} in this process has ended by itself`));
  });

  return {
    world,
    baseUrl,
    isLoopbackOnly: isReachedFromHereAlone(env.HOST, baseUrl),
    sessionSecret: secret,
    localAccess: localAccessOf(await localToken(env.DATA_DIR)),
    metricsTokenHash: env.METRICS_TOKEN === undefined ? null : tokenHash(env.METRICS_TOKEN),
    trustedProxies: env.TRUSTED_PROXIES,
    anonymousLimit: limitFlood(() => performance.now()),
    readLimit: limitRepeats(() => performance.now()),
    askLimit: limitStarts(60, 60_000),
    costlyReads: new Turns({ atOnce: 4, mostWaiting: 16, mostOfOne: 8, longestWaitMs: 8_000 }),
    signInPace: paceSignIns(world.database, secret),
    support,
    banner: bannerOf({
      world,
      dataDir: env.DATA_DIR,
      baseUrl,
      isAddressGiven: env.NEXTAUTH_URL !== undefined,
      account,
      accountFile,
    }),
    pulses: () => [heartbeat.read(), ...(tasks?.pulses() ?? [])],
    async drain() {
      isDraining = true;
      heartbeat.stop();
      await support.stop();
      await tasks?.stop();
      await composed.close();
    },
  };
}
