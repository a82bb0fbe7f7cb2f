/** Whether a transition may be made in the recorded state, and what it makes of it. Pure. */
import { guardsOf } from './guards.ts';
import {
  isPaused,
  type LinkState,
  type Outcome,
  type RunbookState,
  type RunbookEnvironment,
  type SharedState,
  type Transition,
  type VersionState,
  type Wanted,
} from './model.ts';

export interface Check {
  readonly says: string;
  /** `ask`: the console cannot see it, and whoever does it has to look. */
  readonly holds: 'yes' | 'no' | 'not-recorded' | 'ask';
}

export interface Answer {
  readonly verdict: 'allowed' | 'refused' | 'not-recorded';
  readonly checks: readonly Check[];
  /** What can go wrong, where it applies here. */
  readonly cautions: readonly string[];
  /** That may be recorded now; empty unless it is allowed. */
  readonly outcomes: readonly Outcome[];
}

/** What is asked, of what, and what is recorded of it. */
export interface Asked {
  readonly wanted: Wanted;
  readonly environment: RunbookEnvironment;
  /** Of all environments that the inventory knows. */
  readonly names: readonly string[];
  readonly state: RunbookState;
}

export const sharedOf = (
  { environments }: RunbookState,
  environment: string,
): SharedState | undefined => environments.find((shared) => shared.environment === environment);

/** Those with an end of their own, so that their beginning can be recorded too. */
const takeLong: readonly Transition[] = [
  'trigger-pipeline',
  'trigger-shared',
  'deploy',
  'update-shared',
  'undeploy',
  'undeploy-shared',
];

export function answerOf(asked: Asked): Answer {
  const { checks, cautions, isRunning } = guardsOf(asked);
  const verdict = checks.some(({ holds }) => holds === 'no')
    ? 'refused'
    : checks.some(({ holds }) => holds === 'not-recorded')
      ? 'not-recorded'
      : 'allowed';
  const { transition } = asked.wanted;
  return {
    verdict,
    checks,
    cautions,
    outcomes:
      verdict !== 'allowed'
        ? []
        : isRunning || !takeLong.includes(transition)
          ? ['done', 'failed']
          : ['begun', 'done', 'failed'],
  };
}

type Versions = SharedState['versions'];

const without = (versions: Versions, name: string | undefined): Versions =>
  versions.filter((version) => version.name !== name);

const withVersion = (
  versions: Versions,
  name: string | undefined,
  state: VersionState,
): Versions => (name === undefined ? versions : [...without(versions, name), { name, state }]);

const gone = { link: 'absent', current: null, previous: null, versions: [] } as const;

/** What becomes of one environment. */
function shift(shared: SharedState, wanted: Wanted, outcome: Outcome): Partial<SharedState> {
  const { versions, current, previous } = shared;
  const { version, environment } = wanted;
  const isDone = outcome === 'done';
  switch (wanted.transition) {
    case 'deploy': {
      const state = { begun: 'deploying', done: 'deployed', failed: 'deploy-failed' } as const;
      return { versions: withVersion(versions, version, state[outcome]) };
    }
    // Half way is paused too: the link is gone.
    case 'unlink':
      return { link: 'unlinked' };
    case 'link':
      return isDone
        ? { link: 'linked', current: version ?? null, previous: wanted.previous ?? null }
        : {};
    case 'clean-up':
      return isDone ? { versions: without(versions, version) } : {};
    // It unlinks first.
    case 'rollback':
      return isDone ? { current: previous, previous: current } : { link: 'unlinked' };
    case 'update-shared':
      return { link: outcome === 'begun' ? 'updating' : 'unlinked' };
    case 'undeploy':
      return isDone
        ? {
            versions: without(versions, version),
            current: current === version ? null : current,
          }
        : { versions: withVersion(versions, version, 'undeploying') };
    case 'undeploy-shared':
      return isDone ? gone : { link: 'undeploying' };
    case 'full-deploy':
      return isDone
        ? {
            link: 'linked',
            current: environment,
            previous: null,
            versions: [{ name: environment, state: 'deployed' }],
          }
        : {};
    case 'full-undeploy':
    case 'destroy':
      return isDone ? gone : {};
    case 'trigger-pipeline':
    case 'trigger-shared':
    case 'quick-deploy':
      return {};
  }
}

/** What is already paused stays so from the same day on. */
export const pausedOf = (
  before: SharedState | undefined,
  link: LinkState,
  since: SharedState['paused'],
): SharedState['paused'] =>
  !isPaused({ link })
    ? null
    : before !== undefined && isPaused(before)
      ? (before.paused ?? { since: before.since, isKnown: false })
      : since;

/** After what was allowed. `at`: ISO 8601. */
export function stateAfter(
  state: RunbookState,
  wanted: Wanted,
  outcome: Outcome,
  at: string,
): RunbookState {
  const { transition, environment, commit } = wanted;
  const runs = outcome === 'begun' ? (commit ?? null) : null;
  if (transition === 'trigger-pipeline')
    return { ...state, pipelines: { ...state.pipelines, blueGreen: runs } };
  if (transition === 'trigger-shared')
    return { ...state, pipelines: { ...state.pipelines, shared: runs } };
  const before = sharedOf(state, environment);
  const startsOne = transition === 'full-deploy' && outcome === 'done';
  if (before === undefined && !startsOne) return state;
  const known = before ?? { environment, since: at, paused: null, ...gone };
  const after = { ...known, ...shift(known, wanted, outcome) };
  return withShared(state, {
    ...after,
    since: after.link === known.link ? known.since : at,
    paused: pausedOf(before, after.link, { since: at, isKnown: true }),
  });
}

/** In place of what was recorded of that environment. */
export const withShared = (state: RunbookState, shared: SharedState): RunbookState => ({
  ...state,
  environments: [
    ...state.environments.filter(({ environment }) => environment !== shared.environment),
    shared,
  ].sort((a, b) => (a.environment < b.environment ? -1 : 1)),
});
