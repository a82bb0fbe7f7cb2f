/**
 * What becomes of a branch of DoS Integration by its name: as its README says, and as its
 * repository does it (`lib/inventory/estates/dos-integration.yaml`, kind branch-rule). Pure.
 */

export interface BranchVerdict {
  readonly branch: string;
  /** By the README: a prefix that is deployed on every push, one that is not, or neither. */
  readonly documented: { readonly deploys: boolean | null; readonly says: string };
  /** By the filter of the webhook. */
  readonly actual: { readonly deploys: boolean; readonly says: string };
  /** Of the environment that a push makes; null: none. */
  readonly environment: string | null;
  /** Whether the check before a commit lets the name pass. */
  readonly isAccepted: boolean;
  readonly notes: readonly string[];
}

const longestName = 100;
const notDeployed = [
  'spike',
  'automation',
  'test',
  'bugfix',
  'hotfix',
  'fix',
  'release',
  'migration',
];
const acceptedBesides = ['refactor', 'documentation', 'devops', 'alignment', 'dependabot'];
// The README names develop, the contributing guide main.
const mainBranches = ['develop', 'main'];

// `refs/heads/task/DS-[0-9]*`, as a regular expression that only has to match the beginning.
const webhook = /^task\/DS-\d*/;
const ticket = /^[a-z]+\/(DS-\d+)/i;

function documentedOf(prefix: string): BranchVerdict['documented'] {
  if (prefix === 'task')
    return {
      deploys: true,
      says: 'The prefix task is deployed on every push, to a task environment.',
    };
  if (notDeployed.includes(prefix))
    return { deploys: false, says: `The prefix ${prefix} is not deployed.` };
  return { deploys: null, says: 'The README does not name this prefix.' };
}

/** What the README and the repository make of a branch of that name. */
export function branchCheck(branch: string): BranchVerdict {
  const [prefix = '', ...rest] = branch.split('/');
  const documented = documentedOf(rest.length === 0 ? '' : prefix);
  const deploys = webhook.test(branch);
  const isRelease = branch.startsWith('release/');
  const [, number] = ticket.exec(branch) ?? [];
  const known = [...notDeployed, 'task', ...acceptedBesides];
  const isMain = mainBranches.includes(branch);
  const isAccepted =
    isMain || (rest.join('/') !== '' && known.includes(prefix) && branch.length <= longestName);
  const environment = deploys && number !== undefined ? number.toLowerCase() : null;
  return {
    branch,
    documented,
    actual: {
      deploys: deploys || isRelease,
      says: deploys
        ? 'The webhook takes it: it begins with task/DS- and a number.'
        : isRelease
          ? 'The webhook of releases takes it: environment release is built, tested and undeployed.'
          : 'No webhook takes it: only task/DS-<number> and release/* are.',
    },
    environment: isRelease ? 'release' : environment,
    isAccepted,
    notes: [
      ...(documented.deploys !== null && documented.deploys !== (deploys || isRelease)
        ? ['README and repository differ: what the repository does counts.']
        : []),
      ...(branch.length > longestName
        ? [`It has ${String(branch.length)} characters; at most ${String(longestName)} are taken.`]
        : []),
      ...(deploys && number === undefined
        ? ['No ticket number can be read from it, so which environment it makes is not known.']
        : []),
      ...(isMain ? ['A long-lived branch; task environments come from other branches.'] : []),
    ],
  };
}
