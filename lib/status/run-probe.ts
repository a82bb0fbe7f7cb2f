import { auditedEffect, type Actor } from '#lib/access/index.ts';
import { quoted } from '#lib/kernel/free-text.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { errorFacts } from '#lib/platform/log.ts';
import type { World } from '#lib/platform/world.ts';
import type { ProbeAnswer, RunProbe } from './model.ts';
import { runProbesByHand } from './permissions.ts';
import { notAsked, type Probe, type ProbeResult } from './probe.ts';

/** What asking by hand needs of an environment. */
export interface ProbedEnvironment extends Pick<World, 'database' | 'log' | 'environment'> {
  readonly probes: readonly Probe[];
}

const asking = new WeakMap<Probe, Promise<ProbeResult>>();

/** Whoever wants the same meanwhile gets the same answer: what is asked is asked once. */
function askOnce(probe: Probe, log: World['log']): Promise<ProbeResult> {
  const now = asking.get(probe);
  if (now !== undefined) return now;
  const answer = probe
    .check(new AbortController().signal)
    .catch((error: unknown) => {
      log.warn({ ...errorFacts(error), kind: probe.kind }, 'a probe could not ask');
      return notAsked;
    })
    .finally(() => asking.delete(probe));
  asking.set(probe, answer);
  return answer;
}

/**
 * Asks by hand what a probe of the environment finds now; its state and its bars stay what they
 * are. Faults: `forbidden`, `not-found`, `unavailable`.
 */
export function runProbe(
  world: ProbedEnvironment,
  actor: Actor,
  { probe: wanted }: RunProbe,
): Promise<Result<ProbeAnswer>> {
  const { environment, log, probes } = world;
  return auditedEffect(
    world,
    actor,
    { permission: runProbesByHand, target: wanted, reason: null },
    async () => {
      const probe = probes.find(({ id, name }) => name === wanted || id === wanted);
      if (probe === undefined)
        return refuse(
          'not-found',
          `${environment.name} has no probe ${quoted(wanted)}. status probes shows those that ` +
            'there are.',
        );
      const { id, name } = probe;
      const found = await askOnce(probe, log);
      return done({ id, environment: environment.name, name, ...found });
    },
    () => Promise.resolve(),
  );
}
