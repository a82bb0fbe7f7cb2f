/** The commands that a README documents for a transition, filled in. Pure. */
import { fillCommand, type CommandValues } from './fill-command.ts';
import type { RunbookEnvironment, SharedState, Transition, Wanted } from './model.ts';

/** A command as the inventory has it. */
export interface DocumentedCommand {
  readonly key: string;
  readonly name: string;
  readonly command: string;
  /** How the repository differs; null: no difference is recorded. */
  readonly differs: string | null;
}

export interface ReadyCommand {
  readonly key: string;
  readonly command: string;
  readonly documented: string;
  readonly notes: readonly string[];
}

/** The targets of the Makefile. */
const targets: Readonly<Record<Transition, readonly string[]>> = {
  'trigger-pipeline': ['tag-commit-to-deploy-blue-green-environment'],
  deploy: ['deploy-blue-green-environment'],
  unlink: ['unlink-blue-green-environment'],
  link: ['link-blue-green-environment'],
  'clean-up': [],
  rollback: ['tag-commit-to-rollback-blue-green-environment', 'rollback-blue-green-environment'],
  'update-shared': ['deploy-shared-resources'],
  'trigger-shared': ['tag-commit-to-deploy-shared-resources'],
  undeploy: ['undeploy-blue-green-environment'],
  'undeploy-shared': ['undeploy-shared-resources'],
  'full-deploy': ['deploy'],
  'full-undeploy': ['undeploy'],
  'quick-deploy': ['quick-build-and-deploy'],
  destroy: ['tag-commit-to-destroy-environment'],
};
const previousVariable = 'TF_VAR_previous_blue_green_environment';

/** `9f3c1de` of `9f3c1de-live`. */
const commitOf = (version: string | null | undefined): string | undefined =>
  version?.split('-', 1)[0];

interface Filling {
  readonly values: CommandValues;
  /** What the README leaves out. */
  readonly added?: CommandValues;
}

function fillingOf(
  { transition, version, previous, commit }: Wanted,
  { name, profile }: RunbookEnvironment,
  shared: SharedState | undefined,
): Filling {
  const own = { PROFILE: profile, ENVIRONMENT: name };
  switch (transition) {
    case 'deploy':
    case 'undeploy':
      return {
        values: {
          PROFILE: profile,
          ENVIRONMENT: version,
          SHARED_ENVIRONMENT: name,
          BLUE_GREEN_ENVIRONMENT: version,
        },
      };
    case 'unlink': {
      const current = shared?.current ?? undefined;
      return {
        values: {
          ...own,
          SHARED_ENVIRONMENT: name,
          BLUE_GREEN_ENVIRONMENT: version ?? current,
          // The README gives it where the new version is the one that is passed.
          ...(version !== undefined && version !== current && { [previousVariable]: current }),
        },
      };
    }
    case 'link':
      return {
        values: { ...own, BLUE_GREEN_ENVIRONMENT: version },
        added: { [previousVariable]: previous },
      };
    case 'rollback':
      return {
        values: {
          PROFILE: profile,
          SHARED_ENVIRONMENT: name,
          COMMIT: commit ?? commitOf(shared?.previous),
        },
      };
    case 'update-shared':
      return { values: { ...own, SHARED_ENVIRONMENT: name } };
    case 'undeploy-shared':
      return {
        values: {
          ...own,
          SHARED_ENVIRONMENT: name,
          BLUE_GREEN_ENVIRONMENT: version ?? shared?.current ?? undefined,
        },
      };
    case 'full-deploy':
    case 'full-undeploy':
      return { values: own, added: { ENVIRONMENT: name } };
    case 'trigger-pipeline':
    case 'trigger-shared':
      return { values: { COMMIT: commit } };
    case 'quick-deploy':
      return { values: own };
    case 'destroy':
      return { values: { ENVIRONMENT: name, COMMIT: commit } };
    case 'clean-up':
      return { values: {} };
  }
}

/**
 * First what is to be run; after it what the README names besides, as with a target that is not
 * there. Empty: it happens by itself, or the inventory has no such command.
 */
export function commandsOf(
  wanted: Wanted,
  environment: RunbookEnvironment,
  shared: SharedState | undefined,
  documented: readonly DocumentedCommand[],
): ReadyCommand[] {
  const { values, added } = fillingOf(wanted, environment, shared);
  return targets[wanted.transition].flatMap((target) => {
    const found = documented.find(({ name }) => name === `make ${target}`);
    if (found === undefined) return [];
    const filled = fillCommand(found.command, values, added);
    return [
      {
        key: found.key,
        command: filled.command,
        documented: found.command,
        notes: [
          ...(found.differs === null ? [] : [found.differs]),
          ...filled.added.map((text) => `${text} is not in the README.`),
          ...filled.open.map((name) => `Fill in ${name}.`),
        ],
      },
    ];
  });
}
