import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Declared } from './candidates.ts';
import { matchThings } from './match.ts';
import type { ImportKind, ObservedThing } from './observation.ts';
import { declared, staging, thing } from './testing.ts';
import { hostsIn } from './words-of.ts';

function found(
  kind: ImportKind,
  things: readonly ObservedThing[],
  components: readonly Declared[],
  before: ReadonlyMap<string, number> = new Map(),
): readonly (string | null)[] {
  const matches = matchThings({ kind, things }, components, staging, before);
  return things.map((_, position) => {
    const match = matches.get(position);
    return match === undefined ? null : `${match.declared.component ?? ''} by ${match.by}`;
  });
}

const bucket = (name: string, given: Partial<ObservedThing> = {}) =>
  thing({ type: 'aws_s3_bucket', address: `aws_s3_bucket.${name}`, name, names: [name], ...given });
const lambda = (name: string, address = `aws_lambda_function.${name}`) =>
  thing({ type: 'aws_lambda_function', address, name, names: [name] });

it('finds by name, also without the words of estate, environment and kind', () => {
  const components = [
    declared('bucket', 'bulk-upload-bucket', {}, { name: 'S3 bucket for Bulk upload' }),
    declared('bucket', 'exports'),
  ];
  expect(found('terraform', [bucket('core-staging-bulk-upload')], components)).toEqual([
    'bulk-upload-bucket by name',
  ]);
  expect(found('terraform', [bucket('exports')], components)).toEqual(['exports by name']);
  expect(found('terraform', [bucket('other')], components)).toEqual([null]);
});

it('asks a thing as often where there are many components as where there are few', () => {
  const asked = (many: number): readonly string[] => {
    const reads: string[] = [];
    const one = new Proxy(
      thing({
        type: 'aws_s3_bucket',
        name: 'other',
        names: ['another'],
        hosts: ['other.example.org'],
        labels: ['this'],
        image: 'other',
      }),
      {
        get(of, part: keyof ObservedThing) {
          reads.push(part);
          return of[part];
        },
      },
    );
    const components = Array.from({ length: many }, (_, at) =>
      declared('bucket', `b-${String(at)}`),
    );
    expect(found('terraform', [one], components)).toEqual([null]);
    return reads;
  };
  const reads = asked(2);
  // Each rule has had its turn.
  for (const part of ['names', 'hosts', 'labels', 'image', 'address'])
    expect(reads).toContain(part);
  expect(asked(50)).toEqual(reads);
});

it('finds by words inside a name, of which the last may be a beginning', () => {
  const service = (image: string) => thing({ type: 'service', name: 'x', image });
  const components = ['tcs old service', 'tcs-new', 'reference'].map((name, at) =>
    declared('application', `c${String(at)}`, {}, { name }),
  );
  expect(found('compose', [service('old-serv')], components)).toEqual(['c0 by image']);
  expect(found('compose', [service('team/reference')], components)).toEqual(['c2 by image']);
  expect(found('compose', [service('ld-serv')], components)).toEqual([null]);
  expect(found('compose', [service('tcs')], components)).toEqual([null]);
});

it.each([
  ['https://core.example.org:8443/path?x=1', ['core.example.org']],
  ['Core.Example.org, and *.other.example.org.', ['core.example.org', 'other.example.org']],
  ['1.2.3.4 and 3.8.2', []],
  ['1.'.repeat(2_000), []],
  [`${'a.'.repeat(200)}org`, []],
])('finds the hosts in a text: %#', (text, hosts) => {
  expect(hostsIn(text)).toEqual(hosts);
});

it('never finds a component of another kind', () => {
  expect(found('terraform', [bucket('jobs')], [declared('queue', 'jobs')])).toEqual([null]);
});

it('finds by host before it finds by name', () => {
  const components = [
    declared('database', 'main', { technology: 'RDS' }),
    declared('database', 'other', { technology: 'RDS', address: 'db.example.org:5432' }),
  ];
  const one = thing({ type: 'aws_db_instance', name: 'main', hosts: ['db.example.org'] });
  expect(found('terraform', [one], components)).toEqual(['other by host']);
});

it('finds none where a rule finds two', () => {
  const components = ['a', 'b'].map((id) => declared('bucket', id, { otherNames: ['same'] }));
  expect(found('terraform', [bucket('same')], components)).toEqual([null]);
});

it('finds what an address was before, and what was moved away from one', () => {
  const [one] = [declared('bucket', 'logs')];
  const before = new Map([['aws_s3_bucket.old', one.id]]);
  expect(found('terraform', [bucket('old')], [one], before)).toEqual(['logs by before']);
  const moved = bucket('new', { previousAddress: 'aws_s3_bucket.old' });
  expect(found('terraform', [moved], [one], before)).toEqual(['logs by before']);
});

it('finds by the end of a name where only one thing ends so', () => {
  const components = [declared('function', 'service-sync'), declared('function', 'event-replay')];
  const things = [lambda('x-dos-int-service-sync'), lambda('x-dos-int-replay')];
  expect(found('terraform', things, components)).toEqual(['service-sync by ending', null]);
  const two = [lambda('x-service-sync'), lambda('y-service-sync')];
  expect(found('terraform', two, components)).toEqual([null, null]);
  const numbered = [0, 1].map((index) =>
    lambda('x-service-sync', `aws_lambda_function.sync[${String(index)}]`),
  );
  expect(found('terraform', numbered, components)).toEqual([
    'service-sync by ending',
    'service-sync by ending',
  ]);
});

it('finds by the only one of its kind that says what it is', () => {
  const components = [
    declared('database', 'main', { technology: 'RDS' }),
    declared('database', 'locks', { engine: 'DynamoDB' }),
  ];
  const database = thing({ type: 'aws_db_instance', name: 'x' });
  expect(found('terraform', [database], components)).toEqual(['main by only']);
  const two = [0, 1].map((at) => ({ ...database, address: `aws_db_instance.n${String(at)}` }));
  expect(found('terraform', two, components)).toEqual([null, null]);
});

it('finds by what the code calls it', () => {
  const components = ['redis', 'sessions'].map((id) => declared('cache', id));
  const one = thing({
    type: 'aws_elasticache_replication_group',
    name: 'x',
    labels: ['this', 'redis'],
  });
  expect(found('terraform', [one], components)).toEqual(['redis by label']);
});

it('finds services by name, and by image', () => {
  const service = (name: string, image: string | null) =>
    thing({ type: 'service', address: name, name, names: [name], image });
  const components = [
    declared('application', 'tcs', {}, { name: 'TCS' }),
    declared('database', 'mysql', { engine: 'MySql' }),
    declared('broker', 'queue', { technology: 'RabbitMQ' }),
    declared('application', 'reference', {}, { name: 'Reference' }),
  ];
  const things = [
    service('tcs', 'mysql'),
    service('db', 'mysql'),
    service('b', 'rabbitmq'),
    service('r', 'tis-reference'),
    service('x', null),
  ];
  expect(found('compose', things, components)).toEqual([
    'tcs by name',
    'mysql by image',
    'queue by image',
    'reference by image',
    null,
  ]);
});

it('gives a thing one component at most, whatever there is', () => {
  const names = fc.constantFrom('app', 'core-app', 'staging-app', 'x', 'y-x', 'bucket', '');
  const things = fc
    .array(names)
    .map((all) => all.map((name, at) => bucket(name, { address: `aws_s3_bucket.b${String(at)}` })));
  const components = fc
    .array(names.filter((name) => name !== ''))
    .map((all) => all.map((name) => declared('bucket', name)));
  fc.assert(
    fc.property(things, components, (some, declarations) => {
      const matches = matchThings(
        { kind: 'terraform', things: some },
        declarations,
        staging,
        new Map(),
      );
      for (const [position, match] of matches) {
        expect(position).toBeLessThan(some.length);
        expect(declarations).toContain(match.declared);
      }
    }),
  );
});
