import { expect, it } from 'vitest';
import type { Declared } from './candidates.ts';
import { allProfiles, nothingBefore, statesOf, type Before, type Imported } from './states.ts';
import { declared, staging, thing } from './testing.ts';

const queue = (name: string, attributes = {}) =>
  thing({
    type: 'aws_sqs_queue',
    address: `aws_sqs_queue.${name}`,
    name,
    names: [name],
    attributes,
  });
const sqs = (id: string, facts = {}) => declared('queue', id, { transport: 'SQS', ...facts });

const terraform = (given: Partial<Imported> = {}): Imported => ({
  kind: 'terraform',
  covers: ['aws_sqs_queue'],
  isPartial: false,
  profiles: null,
  things: [queue('jobs')],
  ...given,
});

const states = (
  imported: Imported,
  components: readonly Declared[],
  before: Before = nothingBefore,
): readonly string[] =>
  [...statesOf(imported, components, staging, before)].map(
    ({ state, thing: there, declared: one }) =>
      `${state} ${there?.address ?? '-'} ${one?.component ?? '-'}`,
  );

it('knows matched, changed, missing and unexpected', () => {
  const things = [queue('jobs'), queue('mail', { maxReceives: '9' }), queue('new')];
  const components = [sqs('jobs'), sqs('mail', { maxReceives: '5' }), sqs('gone')];
  expect(states(terraform({ things }), components)).toEqual([
    'matched aws_sqs_queue.jobs jobs',
    'changed aws_sqs_queue.mail mail',
    'unexpected aws_sqs_queue.new -',
    'missing - gone',
  ]);
});

it('calls nothing missing that the import does not cover', () => {
  const gone = sqs('gone');
  expect(states(terraform(), [gone])).toContain('missing - gone');
  const others = [
    declared('queue', 'rabbit', { transport: 'RabbitMQ' }),
    declared('queue', 'silent'),
    declared('bucket', 'b', {}, { name: 'S3 bucket' }),
    declared('queue', 'shared', { transport: 'SQS' }, { isOfEnvironment: false }),
  ];
  expect(states(terraform(), others)).toEqual(['unexpected aws_sqs_queue.jobs -']);
  for (const less of [{ isPartial: true }, { things: [] }, { covers: [] }])
    expect(states(terraform(less), [gone])).not.toContain('missing - gone');
});

it('asks of compose which profiles it was made with', () => {
  const [always, batch, never] = ['always', 'batch', 'never'].map((id) =>
    declared('application', id),
  );
  const components = [always, batch, never].filter((one) => one !== undefined);
  const service = thing({ type: 'service', address: 'x', name: 'x' });
  const before: Before = {
    itemOf: new Map(),
    profilesOf: new Map([
      [always?.id ?? 0, []],
      [batch?.id ?? 0, ['batch']],
    ]),
  };
  const missing = (profiles: readonly string[] | null): readonly string[] =>
    states(
      { kind: 'compose', covers: ['application'], isPartial: false, profiles, things: [service] },
      components,
      before,
    ).filter((one) => one.startsWith('missing'));
  expect(missing(null)).toEqual(['missing - always']);
  // Nobody has seen which profiles the service of the third has.
  expect(missing([])).toEqual(['missing - always']);
  expect(missing(['other'])).toEqual(['missing - always']);
  expect(missing(['batch'])).toEqual(['missing - always', 'missing - batch']);
  expect(missing([allProfiles])).toHaveLength(3);
});

it('calls what a plan is only going to make neither there nor missing', () => {
  const wish = (name: string) => ({
    ...queue(name, { maxReceives: '9' }),
    planned: 'create' as const,
  });
  const things = [wish('jobs'), wish('new')];
  expect(states(terraform({ things }), [sqs('jobs', { maxReceives: '5' })])).toEqual([
    'planned aws_sqs_queue.jobs jobs',
    'planned aws_sqs_queue.new -',
  ]);
});

it('calls a moved thing renamed, and neither missing nor new', () => {
  const one = sqs('legacy');
  const moved = { ...queue('fresh'), previousAddress: 'aws_sqs_queue.old' };
  const before: Before = {
    itemOf: new Map([['aws_sqs_queue.old', one.id]]),
    profilesOf: new Map(),
  };
  const [row] = statesOf(terraform({ things: [moved] }), [one], staging, before);
  expect(row).toMatchObject({ state: 'matched', isRenamed: true, by: 'before' });
});
