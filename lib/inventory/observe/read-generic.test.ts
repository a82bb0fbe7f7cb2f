import { expect, it } from 'vitest';
import { readGeneric } from './read-generic.ts';
import { readingOf } from './testing.ts';

const generic = (things: readonly object[], more: object = {}): string =>
  JSON.stringify({ version: 1, covers: ['server'], things, ...more });
const server = { address: 'web-1', type: 'server' };

it('reads things of kinds that there are, with attributes that these have', () => {
  const text = generic(
    [
      {
        ...server,
        name: 'web-1',
        hosts: ['web-1.example.org'],
        attributes: { memory: '6GB', cpuCores: 2, software: ['Apache 2.4'], colour: 'red' },
      },
    ],
    { observedAt: '2026-11-26T10:00:00+01:00' },
  );
  const read = readingOf(readGeneric(text));
  expect(read).toMatchObject({ observedAt: '2026-11-26T09:00:00.000Z', covers: ['server'] });
  expect(read.things[0]).toMatchObject({
    address: 'web-1',
    hosts: ['web-1.example.org'],
    attributes: { memory: '6GB', cpuCores: '2', software: ['Apache 2.4'] },
  });
  expect(read.told).toEqual([
    { place: 'things[0].attributes.colour', says: 'What this kind does not have was left out.' },
  ]);
});

it.each([
  [
    'no JSON',
    'x',
    null,
    'There is no JSON in the file. The generic form is an object with things.',
  ],
  ['another version', generic([], { version: 2 }), 'version', 'must be 1.'],
  ['a thing without a type', generic([{ address: 'a' }]), 'things[0].type', 'Give it a value.'],
  ['an unknown kind', generic([], { covers: ['ship'] }), 'covers[0]', 'There is no kind'],
  ['one address twice', generic([server, server]), 'things[1].address', 'Two things have this'],
])('refuses %s with its place', (_, text, place, says) => {
  const [complaint] = readGeneric(text).complaints ?? [];
  expect(complaint?.place).toBe(place);
  expect(complaint?.says).toContain(says);
});

it('covers nothing where it does not say', () => {
  expect(readingOf(readGeneric(JSON.stringify({ things: [server] }))).covers).toEqual([]);
});

it('hides what looks like a secret, and says where', () => {
  const text = generic([{ ...server, attributes: { memory: 'password=hunter2' } }]);
  const read = readingOf(readGeneric(text));
  expect(JSON.stringify(read)).not.toContain('hunter2');
  expect(read.told).toEqual([
    {
      place: 'things[0].attributes.memory',
      says: 'The value looks like a secret or an account, and was left out.',
    },
  ]);
});
