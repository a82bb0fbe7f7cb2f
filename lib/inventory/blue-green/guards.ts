/** The guard of each transition (`docs/inventory.md`, Blue and green). Pure. */
import type { Asked, Check } from './answer.ts';
import type { SharedState, Transition, VersionState } from './model.ts';

interface Guards {
  readonly checks: readonly Check[];
  readonly cautions: readonly string[];
  /** That it was begun is recorded already. */
  readonly isRunning: boolean;
}

const check = (holds: boolean, says: string, otherwise: string): Check =>
  holds ? { holds: 'yes', says } : { holds: 'no', says: otherwise };
const toLook = (says: string): Check => ({ holds: 'ask', says });
const guards = (
  checks: readonly Check[],
  cautions: readonly (string | false)[] = [],
  isRunning = false,
): Guards => ({
  checks,
  cautions: cautions.filter((caution) => caution !== false),
  isRunning,
});

const stateOf = ({ versions }: SharedState, name: string | undefined): VersionState | undefined =>
  versions.find((version) => version.name === name)?.state;

const isLinked = ({ environment, link }: SharedState): Check =>
  check(link === 'linked', `${environment} is linked.`, `${environment} is ${linkWords[link]}.`);

export const linkWords = {
  absent: 'absent: it has no shared resources',
  linked: 'linked',
  unlinked: 'unlinked, and so paused',
  updating: 'having its shared resources updated',
  undeploying: 'having its shared resources removed',
} as const;

const named = (version: string | undefined): Check =>
  version === undefined
    ? { holds: 'no', says: 'No version is named. Name one.' }
    : { holds: 'yes', says: `The version is ${version}.` };

const isDeployed = (shared: SharedState, version: string | undefined): Check =>
  version === undefined
    ? named(version)
    : check(
        stateOf(shared, version) === 'deployed',
        `${version} is deployed.`,
        `${version} is not recorded as deployed for ${shared.environment}.`,
      );

const hasCommit = (commit: string | undefined): Check =>
  commit === undefined
    ? { holds: 'no', says: 'No commit is named. Name one.' }
    : { holds: 'yes', says: `The commit is ${commit}.` };

/** One of them may be the beginning of the other. */
const areSame = (running: string, commit: string | undefined): boolean =>
  commit !== undefined && (running.startsWith(commit) || commit.startsWith(running));

type Guard = (asked: Asked, shared: SharedState) => Guards;

/** With what is recorded of the environment. */
const ofShared: Readonly<Partial<Record<Transition, Guard>>> = {
  deploy({ wanted: { version }, environment: { name, profile }, state }, shared) {
    const was = stateOf(shared, version);
    const elsewhere = state.environments.find(
      (other) => other.environment !== name && stateOf(other, version) !== undefined,
    );
    return guards(
      [
        named(version),
        ...(version === undefined
          ? []
          : [
              check(
                /^[0-9a-f]{7}-/.test(version) && version.slice(8) === profile,
                `Its name is the first 7 digits of the commit and the profile ${profile}.`,
                `Its name must be the first 7 digits of the commit, a dash and ${profile}.`,
              ),
              check(
                was !== 'deployed',
                'It is not deployed yet.',
                `${version} is deployed already.`,
              ),
              check(
                was !== 'undeploying',
                'It is not being removed.',
                `${version} is being removed.`,
              ),
            ]),
        check(
          shared.link !== 'absent' && shared.link !== 'undeploying',
          `The shared resources of ${name} exist.`,
          `${name} is ${linkWords[shared.link]}.`,
        ),
        toLook('The API key exists.'),
        toLook('The images exist at VERSION.'),
        toLook('The pipelines stack is deployed.'),
      ],
      [
        'A build has 30 minutes, and fails without an image or an answer of the DoS database.',
        shared.link === 'updating' && 'Its shared resources are being updated.',
        elsewhere !== undefined &&
          `A version of that name is recorded for ${elsewhere.environment}: one name is one stack.`,
      ],
      was === 'deploying',
    );
  },
  unlink({ wanted: { version } }, shared) {
    const passed = version ?? shared.current ?? undefined;
    return guards(
      [
        isLinked(shared),
        isDeployed(shared, passed),
        toLook('The outputs current and previous are read: they are destroyed with the link.'),
      ],
      [
        'From then on change events are held, for 14 days at most, and no alarm reaches Slack.',
        'If it fails half way it is paused, and its outputs are lost.',
      ],
    );
  },
  link({ wanted: { version, previous } }, shared) {
    return guards(
      [
        isDeployed(shared, version),
        check(
          shared.link === 'unlinked',
          `${shared.environment} is unlinked.`,
          `${shared.environment} is ${linkWords[shared.link]}.`,
        ),
        check(
          version === undefined || version !== previous,
          'Previous is another version.',
          'Previous is the version itself, so a rollback would lead nowhere.',
        ),
      ],
      [
        previous === undefined && 'Without a previous version it is NA, and a rollback impossible.',
        previous !== undefined &&
          stateOf(shared, previous) !== 'deployed' &&
          `${previous} is not recorded as deployed, so a rollback would be impossible.`,
        'What was held is worked off at once.',
      ],
    );
  },
  'clean-up'({ wanted: { version } }, shared) {
    return guards(
      [
        isLinked(shared),
        named(version),
        check(
          version === undefined || stateOf(shared, version) !== undefined,
          'It is recorded.',
          `${version ?? ''} is not recorded for ${shared.environment}.`,
        ),
        check(version !== shared.current, 'It is not current.', `${version ?? ''} is current.`),
        check(version !== shared.previous, 'It is not previous.', `${version ?? ''} is previous.`),
      ],
      ['It runs by itself after a link and tells no failure: see that the stack is gone.'],
    );
  },
  rollback({ environment: { name, profile, isProduction } }, shared) {
    return guards(
      [
        isLinked(shared),
        check(shared.previous !== null, 'There is a previous version.', 'Previous is NA.'),
        ...(shared.previous === null ? [] : [isDeployed(shared, shared.previous)]),
        toLook('COMMIT is that of the version to which it goes back.'),
      ],
      [
        isProduction && 'No approval is asked for: any matching tag that is pushed runs.',
        'Current becomes previous: done twice, it returns.',
        `${name}${profile}`.includes('_') &&
          'A name with an underscore breaks how the tag is read (inferred).',
      ],
    );
  },
  'update-shared'({ environment: { name } }, shared) {
    return guards(
      [
        check(
          shared.link !== 'linked',
          `${name} is not linked.`,
          `${name} is linked: unlink it first.`,
        ),
        check(
          shared.link !== 'undeploying',
          'Its shared resources are not being removed.',
          `${name} is ${linkWords[shared.link]}.`,
        ),
      ],
      ['The command line neither unlinks nor links: link again afterwards, or it stays paused.'],
      shared.link === 'updating',
    );
  },
  undeploy({ wanted: { version } }, shared) {
    return guards(
      [
        named(version),
        ...(version === undefined
          ? []
          : [
              check(
                stateOf(shared, version) !== undefined,
                'It is recorded.',
                `${version} is not recorded for ${shared.environment}.`,
              ),
              check(
                !(shared.link === 'linked' && version === shared.current),
                'It is not linked.',
                `${version} is current: unlink it first.`,
              ),
            ]),
      ],
      [
        version === shared.previous && 'It is the previous version: no rollback is possible then.',
        shared.link !== 'linked' &&
          version === shared.current &&
          'It was current before the unlink.',
      ],
      stateOf(shared, version) === 'undeploying',
    );
  },
  'undeploy-shared'({ environment: { name, isProduction } }, shared) {
    return guards(
      [
        check(
          shared.link === 'unlinked' || shared.link === 'undeploying',
          `${name} is unlinked.`,
          `${name} is ${linkWords[shared.link]}.`,
        ),
        check(
          shared.versions.length === 0,
          'No version is left.',
          `There is still ${shared.versions.map((version) => version.name).join(', ')}.`,
        ),
      ],
      isProduction
        ? ['DynamoDB has delete protection here. The stack api-key is never destroyed for live.']
        : [],
      shared.link === 'undeploying',
    );
  },
};

const ownVersionOnly = ({ environment: { name } }: Asked, shared: SharedState | undefined) =>
  check(
    shared === undefined || shared.versions.every((version) => version.name === name),
    'No blue/green version of it is recorded.',
    `${name} has blue/green versions: ${(shared?.versions ?? [])
      .map((version) => version.name)
      .join(', ')}.`,
  );

const settled = ({ environment: { name } }: Asked, shared: SharedState | undefined) =>
  check(
    shared?.link !== 'updating' && shared?.link !== 'undeploying',
    'Nothing goes on there that is recorded.',
    `${name} is ${linkWords[shared?.link ?? 'absent']}.`,
  );

/** Also where nothing is recorded of the environment. */
const ofAny: Readonly<
  Partial<Record<Transition, (asked: Asked, shared: SharedState | undefined) => Guards>>
> = {
  'trigger-pipeline'({ wanted: { commit }, state: { pipelines } }) {
    const running = pipelines.blueGreen;
    return guards(
      [
        hasCommit(commit),
        check(
          running === null || areSame(running, commit),
          'No other run is recorded.',
          `A run with ${running ?? ''} is recorded: the build would fail and leave its tag.`,
        ),
        toLook('The commit is on the branch main, and no other run is in progress.'),
      ],
      ['Only live waits for an approval; cicd-test and cicd-release are deployed at once.'],
      running !== null && areSame(running, commit),
    );
  },
  'trigger-shared'({ wanted: { commit }, state: { pipelines } }) {
    const running = pipelines.shared;
    return guards(
      [
        hasCommit(commit),
        check(
          running === null || areSame(running, commit),
          'No other run is recorded.',
          `A run with ${running ?? ''} is recorded.`,
        ),
        toLook('The commit is on the branch main, and no other run is in progress.'),
      ],
      [
        'It unlinks and links each environment by itself; between the two it is paused.',
        'Only live waits for an approval.',
      ],
      running !== null && areSame(running, commit),
    );
  },
  'full-deploy': (asked, shared) =>
    guards(
      [
        check(
          !asked.environment.isProduction,
          'It is not production.',
          'It is for development, and this is production.',
        ),
        ownVersionOnly(asked, shared),
        settled(asked, shared),
      ],
      [
        asked.environment.profile !== 'dev' &&
          'It is for development; demo is deployed whole by the development pipeline.',
      ],
    ),
  'full-undeploy': (asked, shared) =>
    guards([
      check(
        !asked.environment.isProduction,
        'It is not production.',
        'It is for development, and this is production.',
      ),
      ownVersionOnly(asked, shared),
      settled(asked, shared),
    ]),
  'quick-deploy': ({ environment: { name, profile } }, shared) =>
    guards(
      [
        shared === undefined
          ? toLook('Its lambdas are deployed.')
          : check(
              stateOf(shared, name) === 'deployed',
              'Its lambdas are deployed.',
              `${name} is not deployed as a whole: nothing is there to renew.`,
            ),
      ],
      [
        'Only the application stack is applied.',
        profile !== 'dev' && 'It is intended for development.',
      ],
    ),
  destroy(asked, shared) {
    const { name, profile, isProduction } = asked.environment;
    const similar = asked.names.filter(
      (other) => other !== name && (other.includes(name) || name.includes(other)),
    );
    return guards(
      [
        check(
          name !== profile,
          'Its name is not that of its profile.',
          `${name} is the name of its profile.`,
        ),
        check(!isProduction, 'It is not production.', 'It is production.'),
        ownVersionOnly(asked, shared),
        settled(asked, shared),
      ],
      [
        !name.includes('ds-') &&
          'It is no task environment: the way by a merged pull request leaves it alone.',
        `The name is looked for as a part of others: ${
          similar.length > 0 ? similar.join(', ') : `ds-36 is in ds-363`
        } (inferred).`,
      ],
    );
  },
};

const ofUnknown: SharedState = {
  environment: '',
  link: 'absent',
  since: '',
  paused: null,
  current: null,
  previous: null,
  versions: [],
};

/** What must be so, what to beware of, and whether it goes on already. */
export function guardsOf(asked: Asked): Guards {
  const { transition, environment } = asked.wanted;
  const shared = asked.state.environments.find((one) => one.environment === environment);
  const any = ofAny[transition]?.(asked, shared);
  if (any !== undefined) return any;
  if (shared !== undefined) return ofShared[transition]?.(asked, shared) ?? guards([]);
  const { cautions } = ofShared[transition]?.(asked, { ...ofUnknown, environment }) ?? guards([]);
  return guards(
    [
      {
        holds: 'not-recorded',
        says: `What is there of ${environment} is not recorded. Record what you find first.`,
      },
    ],
    cautions,
  );
}
