import { expect, it } from 'vitest';
import { readObservation } from './read-observation.ts';
import { readTerraform } from './read-terraform.ts';
import { readingOf } from './testing.ts';

const queue = (given: object = {}): object => ({
  address: 'aws_sqs_queue.jobs',
  mode: 'managed',
  type: 'aws_sqs_queue',
  name: 'jobs',
  values: { name: 'core-staging-jobs', fifo_queue: true, message_retention_seconds: 1_209_600 },
  ...given,
});
const plan = (resources: readonly object[], more: object = {}): string =>
  JSON.stringify({
    format_version: '1.2',
    planned_values: { root_module: { resources } },
    ...more,
  });
const state = (resources: readonly object[], more: object = {}): string =>
  JSON.stringify({ format_version: '1.0', values: { root_module: { resources } }, ...more });
const saysOf = (text: string): readonly string[] =>
  readTerraform(text).complaints?.map(({ says }) => says) ?? [];

it('reads a state into what the rules keep', () => {
  const read = readingOf(readTerraform(state([queue()])));
  expect(read).toMatchObject({
    format: 'Terraform state, format 1.0',
    isPartial: false,
    told: [
      {
        place: null,
        says: 'The file is a state: what is there by now. A plan also says what is to change.',
      },
    ],
  });
  expect(read.covers).toEqual(['aws_sqs_queue']);
  expect(read.things).toEqual([
    {
      address: 'aws_sqs_queue.jobs',
      previousAddress: null,
      type: 'aws_sqs_queue',
      name: 'core-staging-jobs',
      names: ['core-staging-jobs'],
      hosts: [],
      labels: ['jobs'],
      image: null,
      planned: null,
      profiles: [],
      attributes: { isFifo: 'yes', retention: '14 days' },
    },
  ]);
});

it('knows resources of one address apart by module and index, as format 0.1 needs it', () => {
  const twice = [0, 1].map((index) => queue({ index }));
  const read = readingOf(
    readTerraform(
      JSON.stringify({
        format_version: '0.1',
        planned_values: {
          root_module: {
            resources: twice,
            child_modules: [
              { address: 'module.a', resources: [queue()] },
              { address: 'module.b["x.y"]', resources: [queue({ index: 'a "b".c' })] },
            ],
          },
        },
      }),
    ),
  );
  expect(read.things.map(({ address }) => address).sort()).toEqual([
    'aws_sqs_queue.jobs[0]',
    'aws_sqs_queue.jobs[1]',
    'module.a.aws_sqs_queue.jobs',
    'module.b["x.y"].aws_sqs_queue.jobs["a \\"b\\".c"]',
  ]);
});

it('leaves out what Terraform looks up, and members that it does not know', () => {
  const text = state([queue({ mode: 'data', name: 'there' }), queue({ newer: { x: 1 } })], {
    also: 1,
  });
  expect(readingOf(readTerraform(text)).things).toHaveLength(1);
});

it.each([
  ['9.0', 'The file has format 9, of which this console knows nothing.'],
  ['2.0', 'The file has format 2, of which this console knows nothing.'],
  ['x', 'The version of the format is no number.'],
])('refuses format %s in words', (format_version, says) => {
  expect(saysOf(state([], { format_version }))[0]).toContain(says);
  // Whoever shows it says that, once for all that is refused.
  expect(saysOf(state([], { format_version }))[0]).not.toContain('Nothing was imported');
});

it.each(['0.1', '0.2', '1.0', '1.1', '1.2', '1.99'])('reads format %s', (format_version) => {
  expect(readingOf(readTerraform(state([queue()], { format_version }))).things).toHaveLength(1);
});

it('reads a file that does not say its format, and says so', () => {
  const text = JSON.stringify({ values: { root_module: { resources: [queue()] } } });
  expect(readingOf(readTerraform(text)).told).toEqual([
    {
      place: 'format_version',
      says: 'The file does not say its format; it was read as format 1.',
    },
    {
      place: null,
      says: 'The file is a state: what is there by now. A plan also says what is to change.',
    },
  ]);
});

it('reads UTF-16 with a mark, and what a wrapper printed around it', () => {
  const text = `[command]terraform show -json\r\n${state([queue()])}\r\n::exitcode: 0`;
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  const read = readingOf(readObservation('terraform', bytes));
  expect(read.things).toHaveLength(1);
  expect(read.told.map(({ says }) => says)).toEqual([
    'The text before the JSON was left out.',
    'The text after the JSON was left out.',
    'The file is a state: what is there by now. A plan also says what is to change.',
  ]);
  const swapped = Buffer.from(bytes).swap16();
  expect(readingOf(readObservation('terraform', swapped)).things).toHaveLength(1);
});

it.each([
  [Buffer.from('PK\u0003\u0004 plan'), 'The file is an archive'],
  [Buffer.from([0x7b, 0xff, 0xfe]), 'The file is no text of UTF-8'],
  [Buffer.from('{\u0000}'), 'it has bytes that are no letters'],
  [Buffer.from(' '), 'The file is empty.'],
  [Buffer.from('{"format_version":"1.0","values":'), 'the file was cut off'],
  [Buffer.from('{"version":4,"lineage":"x","resources":[]}'), 'the state as Terraform keeps it'],
  [Buffer.from('{"@level":"info"}\n{"@level":"info"}'), 'the log of terraform plan -json'],
])('says what else it is', (bytes, says) => {
  const { observation, complaints } = readObservation('terraform', bytes);
  expect(observation).toBeNull();
  expect(complaints?.[0]?.says).toContain(says);
});

const secret = 'a-very-secret-text';
it.each([
  ['in clear', { sensitive_values: { name: true } }, queue],
  ['as the whole resource', { sensitive_values: true }, queue],
])('keeps nothing that is sensitive: %s', (_, marks, make) => {
  const resource = make({ ...marks, values: { name: secret } });
  const read = readingOf(readTerraform(state([resource])));
  expect(JSON.stringify(read)).not.toContain(secret);
  expect(read.things[0]?.attributes).toEqual({});
  expect(read.told[0]?.says).toContain('what Terraform marks as sensitive were left out');
});

it('keeps nothing that is only flagged in the change of a plan, also in old formats', () => {
  const change = {
    ...queue(),
    change: {
      actions: ['create'],
      before: null,
      after: { name: secret },
      after_sensitive: { name: true },
    },
  };
  const text = plan([queue({ values: { name: secret } })], { resource_changes: [change] });
  expect(JSON.stringify(readTerraform(text))).not.toContain(secret);
  const withNull = state([queue({ values: { name: null }, sensitive_values: { name: true } })]);
  expect(readingOf(readTerraform(withNull)).things[0]?.name).toBe('jobs');
});

it('hides account numbers, also in addresses, and still knows the two apart', () => {
  const numbers = ['123456789012', '210987654321'];
  const text = state(numbers.map((index) => queue({ index, values: { name: `jobs-${index}` } })));
  const read = readingOf(readTerraform(text));
  expect(JSON.stringify(read)).not.toMatch(/\d{12}/);
  expect(read.things.map(({ address }) => address)).toEqual([
    'aws_sqs_queue.jobs["[number]"]',
    'aws_sqs_queue.jobs["[number]"] (2)',
  ]);
});

const changed = (actions: readonly string[], before: object | null, after: object | null) => ({
  ...queue(),
  change: { actions, before, after },
});

it('takes of a plan what is there before it, and says what it is going to do', () => {
  const was = { name: 'core-staging-jobs', fifo_queue: false };
  const read = readingOf(
    readTerraform(
      plan([queue()], {
        prior_state: { values: { root_module: { resources: [queue({ values: was })] } } },
        resource_changes: [changed(['update'], was, { ...was, fifo_queue: true })],
      }),
    ),
  );
  expect(read.things).toHaveLength(1);
  expect(read.things[0]).toMatchObject({ planned: 'update', attributes: { isFifo: 'no' } });
});

it.each([
  [['create'], null, { name: 'new' }, 'create'],
  [['delete'], { name: 'old' }, null, 'delete'],
  [['delete', 'create'], { name: 'old' }, { name: 'new' }, 'replace'],
  [['no-op'], { name: 'same' }, { name: 'same' }, null],
])('reads the action %j', (actions, before, after, planned) => {
  const text = plan([], { resource_changes: [changed(actions, before, after)] });
  expect(readingOf(readTerraform(text)).things).toMatchObject([
    { planned, name: before?.name ?? after?.name },
  ]);
});

it('reads a moved block as a rename, and not as one missing and one new', () => {
  const change = {
    ...changed(['no-op'], { name: 'jobs' }, { name: 'jobs' }),
    previous_address: 'aws_sqs_queue.tasks',
  };
  const old = queue({ name: 'tasks', address: 'aws_sqs_queue.tasks' });
  const read = readingOf(
    readTerraform(
      plan([queue()], {
        prior_state: { values: { root_module: { resources: [old] } } },
        resource_changes: [change],
      }),
    ),
  );
  expect(read.things).toMatchObject([
    { address: 'aws_sqs_queue.jobs', previousAddress: 'aws_sqs_queue.tasks', planned: null },
  ]);
});

it('covers the types that the code of a plan has, also where there is none of them now', () => {
  const code = {
    root_module: {
      module_calls: { a: { module: { resources: [{ mode: 'managed', type: 'aws_vpc' }] } } },
    },
  };
  const read = readingOf(readTerraform(plan([queue()], { configuration: code })));
  expect(read.covers).toEqual(['aws_sqs_queue', 'aws_vpc']);
});

it.each([{ errored: true }, { complete: false }, { deferred_changes: [{}] }])(
  'takes a plan that says that it leaves something out for partial: %j',
  (more) => {
    const read = readingOf(readTerraform(plan([queue()], more)));
    expect(read.isPartial).toBe(true);
    expect(read.told[0]?.says).toContain('nothing is called missing');
  },
);

it('has nothing in an empty state, and covers nothing', () => {
  const read = readingOf(readTerraform('{"format_version":"1.0"}'));
  expect(read).toMatchObject({ things: [], covers: [] });
});

it('refuses more resources and modules than it can show', () => {
  const many = Array.from({ length: 5_001 }, (_, index) => queue({ index }));
  expect(saysOf(state(many))).toEqual(['The file has more than 5000 resources.']);
  let module: object = {};
  for (let level = 0; level < 45; level++)
    module = { address: 'module.a', child_modules: [module] };
  expect(saysOf(JSON.stringify({ values: { root_module: module } }))[0]).toContain('modules');
});

it('takes members of any type for what they are', () => {
  for (const odd of [null, 1, 'x', [], [null], { a: 1 }])
    for (const member of ['values', 'planned_values', 'prior_state', 'resource_changes'])
      expect(() =>
        readTerraform(JSON.stringify({ format_version: '1.0', [member]: odd })),
      ).not.toThrow();
});
