import { count } from '#lib/kernel/words/numbers.ts';
import type { Outcome as State, ProbeView, StatusView } from '#lib/status/index.ts';
import type { Console } from './console-client.ts';
import { exit, type ExitCode, type Outcome } from './outcome.ts';

export interface StatusOptions {
  /** Only of this one. */
  readonly environment?: string;
}

const words: Readonly<Record<State, string>> = {
  up: 'up',
  degraded: 'degraded',
  down: 'down',
  'not-known': 'not known',
};

const lineOf = ({ environment, name, target, state, since, tookMs, says }: ProbeView): string =>
  [
    (environment ?? 'the console').padEnd(14),
    name.padEnd(16),
    target.padEnd(22),
    words[state].padEnd(9),
    `since ${since}`,
    tookMs === null ? '' : `${count(tookMs)} ms`,
    says ?? '',
  ]
    .filter((part) => part !== '')
    .join('  ');

/** 4: a service is down or degraded; 5: of none that is neither nobody can tell. */
function exitOf(probes: readonly ProbeView[]): ExitCode {
  if (probes.some(({ state }) => state === 'down' || state === 'degraded')) return exit.drift;
  return probes.every(({ state }) => state === 'up') && probes.length > 0
    ? exit.done
    : exit.notKnown;
}

export async function showStatus(
  console: Console,
  { environment }: StatusOptions,
): Promise<Outcome> {
  const view = await console.get<StatusView>('/api/status/services');
  const probes = view.probes.filter(
    (probe) => environment === undefined || probe.environment === environment,
  );
  return {
    json: { asOf: view.asOf, probes },
    says: probes.length === 0 ? 'Nothing was asked yet.' : probes.map(lineOf).join('\n'),
    exitCode: exitOf(probes),
  };
}
