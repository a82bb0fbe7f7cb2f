/** Blue and green as its page shows it. Pure. */
import type { ThingColumns, ThingView } from '../things.ts';
import type { DocumentedCommand } from './commands-of.ts';
import type {
  Outcome,
  RunbookState,
  RunbookEnvironment,
  SharedState,
  Transition,
} from './model.ts';

export interface StepView {
  readonly version: number;
  /** ISO 8601. */
  readonly at: string;
  readonly actor: string;
  readonly reason: string;
  readonly transition: Transition | 'found';
  readonly outcome: Outcome;
  readonly environment: string;
  readonly target: string | null;
  readonly command: string | null;
}

export interface SharedEnvironmentView extends RunbookEnvironment {
  readonly key: string;
  readonly account: string | null;
  readonly webFirewall: string | null;
}

export interface BlueGreenView {
  readonly estate: string;
  readonly estateTitle: string;
  /** The number of the newest step; 0: nothing was recorded yet. */
  readonly version: number;
  readonly state: RunbookState;
  readonly shared: readonly SharedEnvironmentView[];
  /** All that the inventory knows, without those that mean many. */
  readonly environments: readonly RunbookEnvironment[];
  readonly commands: readonly DocumentedCommand[];
  readonly things: readonly ThingView[];
  readonly columns: ThingColumns;
  /** The newest first. */
  readonly steps: readonly StepView[];
}

/** Why no rollback can be made; null: it can, as far as is recorded. */
export function whyNoRollback(shared: SharedState | undefined): string | null {
  if (shared === undefined) return 'not recorded';
  if (shared.link !== 'linked') return 'it is not linked';
  if (shared.previous === null) return 'previous is NA';
  const is = shared.versions.find(({ name }) => name === shared.previous)?.state;
  return is === 'deployed'
    ? null
    : is === 'undeploying'
      ? 'previous is going'
      : 'previous is not deployed';
}

const daysKept = 14;

/**
 * When the first of the change events that are held is lost, ISO 8601; `isKnown` false: then at the
 * latest.
 */
export function firstExpiryOf({ since, paused }: SharedState): {
  readonly at: string;
  readonly isKnown: boolean;
} {
  const from = paused ?? { since, isKnown: false };
  return {
    at: new Date(new Date(from.since).getTime() + daysKept * 86_400_000).toISOString(),
    isKnown: from.isKnown,
  };
}

const movesLink: readonly StepView['transition'][] = [
  'found',
  'unlink',
  'update-shared',
  'undeploy-shared',
];

/** The newest step that left the environment unlinked; `steps`: the newest first. */
export const whyPaused = (steps: readonly StepView[], environment: string): StepView | undefined =>
  steps.find(
    (step) =>
      step.environment === environment &&
      (movesLink.includes(step.transition) ||
        (step.transition === 'rollback' && step.outcome === 'failed')),
  );

/** A task environment that is not in the inventory has profile dev. */
export const environmentOf = (
  environments: readonly RunbookEnvironment[],
  name: string,
): RunbookEnvironment | null =>
  environments.find((environment) => environment.name === name) ??
  (/^ds-\d+$/.test(name) ? { name, profile: 'dev', isProduction: false } : null);

/** Those that are deployed besides current and previous. */
export const otherVersions = ({ current, previous, versions }: SharedState): string[] =>
  versions.flatMap(({ name, state }) =>
    state === 'deployed' && name !== current && name !== previous ? [name] : [],
  );

/** Deployed and linked to nothing: a release, or a clean-up that failed without a word. */
export const leftOver = (shared: SharedState): string[] =>
  shared.link === 'linked' ? otherVersions(shared) : [];
