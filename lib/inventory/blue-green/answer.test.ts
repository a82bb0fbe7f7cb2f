import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerOf, sharedOf, stateAfter, withShared, type Asked } from './answer.ts';
import { forbidden } from './forbidden.ts';
import { firstExpiryOf, otherVersions, whyPaused, type StepView } from './view.ts';
import {
  nothingRecorded,
  type outcomes,
  transitionIds,
  type RunbookState,
  type SharedState,
  type Wanted,
} from './model.ts';

const at = '2026-11-26T10:00:00.000Z';
const later = '2026-11-26T11:00:00.000Z';
const environments = {
  live: { name: 'live', profile: 'live', isProduction: true },
  demo: { name: 'demo', profile: 'demo', isProduction: false },
  'cicd-test': { name: 'cicd-test', profile: 'dev', isProduction: false },
  'ds-36': { name: 'ds-36', profile: 'dev', isProduction: false },
} as const;
type Name = keyof typeof environments;
const names = [...Object.keys(environments), 'ds-363'];

const green = '9f3c1de-live';
const blue = '4b7a02c-live';
const linked: SharedState = {
  environment: 'live',
  link: 'linked',
  since: at,
  paused: null,
  current: green,
  previous: blue,
  versions: [
    { name: green, state: 'deployed' },
    { name: blue, state: 'deployed' },
  ],
};
const only = (shared: Partial<SharedState>): RunbookState =>
  withShared(nothingRecorded, { ...linked, ...shared });
const live = only({});

const askOf = (wanted: Wanted, state: RunbookState): Asked => ({
  wanted,
  // The name is one of the environments above.
  environment: environments[wanted.environment as Name],
  names,
  state,
});
const answered = (
  transition: Wanted['transition'],
  state: RunbookState,
  more: Partial<Wanted> = {},
) => answerOf(askOf({ transition, environment: 'live', ...more }, state));
const why = (...given: Parameters<typeof answered>): string[] =>
  answered(...given)
    .checks.filter(({ holds }) => holds === 'no' || holds === 'not-recorded')
    .map(({ says }) => says);
const after = (
  state: RunbookState,
  outcome: (typeof outcomes)[number],
  wanted: Partial<Wanted> & Pick<Wanted, 'transition'>,
): RunbookState => stateAfter(state, { environment: 'live', ...wanted }, outcome, later);

describe('a transition', () => {
  it('is neither allowed nor refused where nothing is recorded', () => {
    expect(answered('unlink', nothingRecorded)).toMatchObject({
      verdict: 'not-recorded',
      outcomes: [],
    });
    expect(why('rollback', nothingRecorded)).toEqual([
      'What is there of live is not recorded. Record what you find first.',
    ]);
  });

  it.each<[string, Parameters<typeof answered>, string[]]>([
    ['deploys a new version', ['deploy', live, { version: 'c81d5aa-live' }], []],
    [
      'deploys none without shared resources',
      [
        'deploy',
        only({ link: 'absent', current: null, previous: null, versions: [] }),
        { version: 'c81d5aa-live' },
      ],
      ['live is absent: it has no shared resources.'],
    ],
    [
      'wants the name that the buildspec makes',
      ['deploy', live, { version: 'c81d5aa' }],
      ['Its name must be the first 7 digits of the commit, a dash and live.'],
    ],
    ['unlinks what is linked', ['unlink', live], []],
    [
      'unlinks nothing twice',
      ['unlink', only({ link: 'unlinked' })],
      ['live is unlinked, and so paused.'],
    ],
    [
      'unlinks with a version that is deployed',
      ['unlink', live, { version: 'c81d5aa-live' }],
      ['c81d5aa-live is not recorded as deployed for live.'],
    ],
    ['links what is deployed', ['link', only({ link: 'unlinked' }), { version: green }], []],
    ['links nothing while linked', ['link', live, { version: green }], ['live is linked.']],
    [
      'links nothing during an update',
      ['link', only({ link: 'updating' }), { version: green }],
      ['live is having its shared resources updated.'],
    ],
    [
      'wants another version as previous',
      ['link', only({ link: 'unlinked' }), { version: green, previous: green }],
      ['Previous is the version itself, so a rollback would lead nowhere.'],
    ],
    ['rolls back', ['rollback', live], []],
    ['rolls back to nothing', ['rollback', only({ previous: null })], ['Previous is NA.']],
    [
      'rolls back only to what is deployed',
      ['rollback', only({ versions: [{ name: green, state: 'deployed' }] })],
      [`${blue} is not recorded as deployed for live.`],
    ],
    [
      'updates nothing that is linked',
      ['update-shared', live],
      ['live is linked: unlink it first.'],
    ],
    ['updates what is unlinked', ['update-shared', only({ link: 'unlinked' })], []],
    [
      'undeploys nothing that is linked',
      ['undeploy', live, { version: green }],
      [`${green} is current: unlink it first.`],
    ],
    ['undeploys the previous one', ['undeploy', live, { version: blue }], []],
    [
      'keeps shared resources while there are versions',
      ['undeploy-shared', only({ link: 'unlinked' })],
      [`There is still ${green}, ${blue}.`],
    ],
    [
      'cleans up neither of the two',
      ['clean-up', live, { version: blue }],
      [`${blue} is previous.`],
    ],
    [
      'deploys live never as a whole',
      ['full-deploy', live],
      [
        'It is for development, and this is production.',
        `live has blue/green versions: ${green}, ${blue}.`,
      ],
    ],
    [
      'destroys no environment of a profile',
      ['destroy', nothingRecorded, { environment: 'demo' }],
      ['demo is the name of its profile.'],
    ],
    ['destroys a task environment', ['destroy', nothingRecorded, { environment: 'ds-36' }], []],
  ])('%s', (_, given, expected) => {
    expect(why(...given)).toEqual(expected);
    expect(answered(...given).verdict).toBe(expected.length === 0 ? 'allowed' : 'refused');
  });

  it('lets one run of a pipeline go on at a time', () => {
    const running = after(nothingRecorded, 'begun', {
      transition: 'trigger-pipeline',
      commit: 'c81d5aa',
    });
    expect(why('trigger-pipeline', running, { commit: '9f3c1de' })).toEqual([
      'A run with c81d5aa is recorded: the build would fail and leave its tag.',
    ]);
    expect(answered('trigger-pipeline', running, { commit: 'c81d5aa' }).outcomes).toEqual([
      'done',
      'failed',
    ]);
    const whole = `c81d5aa${'0'.repeat(33)}`;
    expect(answered('trigger-pipeline', running, { commit: whole }).outcomes).toEqual([
      'done',
      'failed',
    ]);
    const ended = after(running, 'failed', { transition: 'trigger-pipeline', commit: 'c81d5aa' });
    expect(why('trigger-pipeline', ended, { commit: '9f3c1de' })).toEqual([]);
  });

  it('warns of what is no guard', () => {
    expect(answered('link', only({ link: 'unlinked' }), { version: green }).cautions).toContain(
      'Without a previous version it is NA, and a rollback impossible.',
    );
    expect(answered('rollback', live).cautions).toContain(
      'No approval is asked for: any matching tag that is pushed runs.',
    );
    expect(answered('destroy', nothingRecorded, { environment: 'ds-36' }).cautions).toEqual([
      'The name is looked for as a part of others: ds-363 (inferred).',
    ]);
  });
});

describe('what a transition makes of the recorded state', () => {
  it('is a release: deploy, unlink, link, clean-up', () => {
    const version = 'c81d5aa-live';
    const deployed = after(live, 'done', { transition: 'deploy', version });
    const unlinked = after(deployed, 'done', { transition: 'unlink' });
    // The console keeps what the outputs said.
    expect(sharedOf(unlinked, 'live')).toMatchObject({
      link: 'unlinked',
      since: later,
      current: green,
      previous: blue,
    });
    const linkedAgain = after(unlinked, 'done', { transition: 'link', version, previous: green });
    const cleaned = after(linkedAgain, 'done', { transition: 'clean-up', version: blue });
    expect(sharedOf(cleaned, 'live')).toEqual({
      environment: 'live',
      link: 'linked',
      since: later,
      paused: null,
      current: version,
      previous: green,
      versions: [
        { name: green, state: 'deployed' },
        { name: version, state: 'deployed' },
      ],
    });
  });

  it('is a swap after a rollback, and pauses where the rollback fails', () => {
    expect(sharedOf(after(live, 'done', { transition: 'rollback' }), 'live')).toMatchObject({
      current: blue,
      previous: green,
    });
    expect(sharedOf(after(live, 'failed', { transition: 'rollback' }), 'live')).toMatchObject({
      link: 'unlinked',
      current: green,
    });
    const twice = after(after(live, 'done', { transition: 'rollback' }), 'done', {
      transition: 'rollback',
    });
    expect(twice).toEqual(live);
  });

  it.each<[Wanted['transition'], (typeof outcomes)[number]]>([
    ['destroy', 'done'],
    ['full-deploy', 'failed'],
  ])(
    'says nothing of an environment of which nothing is recorded: %s %s',
    (transition, outcome) => {
      expect(after(nothingRecorded, outcome, { transition, environment: 'ds-36' })).toEqual(
        nothingRecorded,
      );
    },
  );

  it('is paused from the unlink on, whatever is done until it is linked again', () => {
    const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}T10:00:00.000Z`;
    const step = (
      state: RunbookState,
      on: number,
      transition: Wanted['transition'],
      outcome: (typeof outcomes)[number] = 'done',
    ) => stateAfter(state, { transition, environment: 'live', version: green }, outcome, day(on));
    const expiryOf = (state: RunbookState) => {
      const shared = sharedOf(state, 'live');
      return shared === undefined ? null : firstExpiryOf(shared);
    };
    const unlinked = step(live, 1, 'unlink');
    const updated = step(step(unlinked, 4, 'update-shared', 'begun'), 5, 'update-shared');
    for (const state of [unlinked, updated])
      expect(expiryOf(state)).toEqual({ at: day(15), isKnown: true });
    const again = step(step(updated, 6, 'link'), 7, 'rollback', 'failed');
    expect(expiryOf(again)).toEqual({ at: day(21), isKnown: true });
    expect(sharedOf(step(again, 8, 'link'), 'live')?.paused).toBeNull();
    // As it was written down before it was written down since when.
    expect(firstExpiryOf({ ...linked, link: 'unlinked', since: day(2) })).toEqual({
      at: day(16),
      isKnown: false,
    });
  });

  it('is paused because of what moved the link, whatever was recorded after it', () => {
    const stepOf = (version: number, given: Partial<StepView>): StepView => ({
      version,
      at,
      actor: 'somebody',
      reason: `Reason ${String(version)}`,
      transition: 'deploy',
      outcome: 'done',
      environment: 'live',
      target: null,
      command: null,
      ...given,
    });
    const steps = [
      stepOf(5, {}),
      stepOf(4, { transition: 'rollback' }),
      stepOf(3, { transition: 'unlink', environment: 'demo' }),
      stepOf(2, { transition: 'unlink' }),
      stepOf(1, { transition: 'found' }),
    ];
    expect(whyPaused(steps, 'live')?.version).toBe(2);
    expect(
      whyPaused([stepOf(6, { transition: 'rollback', outcome: 'failed' }), ...steps], 'live'),
    ).toMatchObject({ version: 6 });
    expect(whyPaused([stepOf(5, {})], 'live')).toBeUndefined();
  });

  it('has other versions only where they are deployed', () => {
    const failed = after(live, 'failed', { transition: 'deploy', version: 'c81d5aa-live' });
    const then = after(failed, 'done', { transition: 'deploy', version: 'd92e6bb-live' });
    const shared = sharedOf(then, 'live');
    expect(shared === undefined ? [] : otherVersions(shared)).toEqual(['d92e6bb-live']);
  });

  it('takes a profile as people name it', () => {
    const environment = { name: 'odd', profile: 'dev (old', isProduction: false };
    const asked = (version: string) =>
      answerOf({
        wanted: { transition: 'deploy', environment: 'odd', version },
        environment,
        names,
        state: withShared(nothingRecorded, { ...linked, environment: 'odd' }),
      }).checks.map(({ holds }) => holds);
    expect(asked('9f3c1de-dev (old')).not.toContain('no');
    expect(asked('9f3c1de-dev')).toContain('no');
  });

  type Step = Wanted & { readonly outcome: (typeof outcomes)[number] };
  const versions = ['9f3c1de-live', '4b7a02c-live', 'c81d5aa-demo', 'demo', 'ds-36'];
  const possible = transitionIds.flatMap((transition) =>
    Object.keys(environments).flatMap((environment) =>
      versions.flatMap((version): Wanted[] => [
        { transition, environment, version, commit: '9f3c1de' },
        ...(transition === 'link'
          ? versions.map((previous) => ({ transition, environment, version, previous }))
          : []),
      ]),
    ),
  );
  const allowedIn = (state: RunbookState): Step[] =>
    possible.flatMap((one) =>
      answerOf(askOf(one, state)).outcomes.map((outcome) => ({ ...one, outcome })),
    );
  const starts = [
    live,
    only({ link: 'unlinked' }),
    withShared(only({ link: 'unlinked', versions: [] }), { ...linked, environment: 'demo' }),
  ];

  it('is never what may not be, whatever is done that is allowed', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(
        fc.constantFrom(...starts),
        fc.array(fc.nat({ max: 100_000 }), { minLength: 20, maxLength: 20 }),
        (start, choices) => {
          let state = start;
          for (const choice of choices) {
            const allowed = allowedIn(state);
            const step = allowed[choice % allowed.length];
            if (step === undefined) return;
            const { outcome, ...one } = step;
            const next = stateAfter(state, one, outcome, later);
            expect(forbidden(next)).toEqual([]);
            const [before, then] = [state, next].map((each) => sharedOf(each, one.environment));
            // Shared resources are updated only while nothing is linked to them.
            if (then?.link === 'updating') expect(before?.link).not.toBe('linked');
            // They go only once no version is left.
            if (then?.link === 'undeploying') expect(before?.versions).toEqual([]);
            for (const { link } of next.environments) reached.add(link);
            state = next;
          }
        },
      ),
      { numRuns: 60, seed: 20_261_126 },
    );
    expect([...reached].sort()).toEqual([
      'absent',
      'linked',
      'undeploying',
      'unlinked',
      'updating',
    ]);
  });
});
