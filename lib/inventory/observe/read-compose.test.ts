import { expect, it } from 'vitest';
import { limits } from './observation.ts';
import { readCompose } from './read-compose.ts';
import { readingOf } from './testing.ts';

const things = (text: string) => readingOf(readCompose(text)).things;
const told = (text: string) =>
  readingOf(readCompose(text)).told.map(({ place, says }) => `${place ?? ''}: ${says}`);
const says = (text: string) => readCompose(text).complaints?.map((one) => one.says) ?? [];

it('reads a service into what is harmless of it', () => {
  const text = `
name: tis
services:
  tcs:
    image: registry.example:5000/tis/tcs:3.10
    container_name: tis_tcs
    hostname: tcs.internal.example
    environment: { DB_PASSWORD: hunter2 }
    command: run --token hunter2
    deploy: { replicas: 2, resources: { limits: { memory: 512M } } }
    profiles: [batch]
    ports: ['8080:8080']
    networks: { default: null }
`;
  expect(things(text)).toEqual([
    {
      address: 'tcs',
      previousAddress: null,
      type: 'service',
      name: 'tcs',
      names: ['tcs', 'tis_tcs'],
      hosts: ['tcs.internal.example'],
      labels: [],
      image: 'tcs',
      planned: null,
      profiles: ['batch'],
      attributes: {
        image: 'registry.example:5000/tis/tcs',
        version: '3.10',
        port: ['8080'],
        count: '2',
        memory: '512M',
      },
    },
  ]);
});

it('reads ports that are text, number, object or range', () => {
  const text = `
services:
  a:
    ports:
      - 3000
      - "3000-3005"
      - "8000:80/tcp"
      - "9090-9091:8080-8081"
      - "127.0.0.1:8001:8001"
      - "[::1]:6000:6001"
      - { mode: ingress, target: 443, published: "8443", protocol: tcp }
      - { target: 53 }
      - not a port
`;
  expect(things(text)[0]?.attributes['port']).toEqual([
    '3000',
    '3000-3005',
    '8000:80',
    '9090-9091:8080-8081',
    '8001',
    '6000:6001',
    '8443:443',
    '53',
  ]);
  expect(told(text)).toEqual(['services.a.ports: This is no port, and was left out.']);
});

it('reads the same from JSON, with text around it', () => {
  const service = { image: 'rabbitmq:3.8', ports: [{ target: 5672 }], networks: null };
  const text = `time="x" level=warning\n${JSON.stringify({ services: { broker: service } })}\ndone`;
  expect(things(text)).toMatchObject([
    { name: 'broker', image: 'rabbitmq', attributes: { version: '3.8', port: ['5672'] } },
  ]);
});

it.each(['services: {}', 'services:', 'services: null', '{"services":{}}'])(
  'has nothing in %j, and nothing is missing',
  (text) => {
    const read = readingOf(readCompose(text));
    expect(read).toMatchObject({ things: [], covers: [] });
    expect(read.told[0]?.says).toBe('There is no service in it, so that nothing is missing.');
  },
);

it('refuses what has no services, in words', () => {
  expect(says('web:\n  image: nginx\n')[0]).toContain('version 1 of the format');
  expect(says('volumes: {}\n')[0]).toContain('There is no services:');
  expect(says('services: [a]\n')[0]).toContain('one key a service');
  expect(says('services:\n  a:\n\timage: x\n')[0]).toContain('Indent with blanks');
  expect(says('services: { a: {}, a: {} }')[0]).toContain('twice');
});

it('says where a variable is not resolved, and keeps nothing of it', () => {
  const text = 'services:\n  a:\n    image: app:${TAG}\n    hostname: $${literal}\n';
  expect(told(text)).toEqual([
    'line 3: A variable is not resolved here, and its value was left out.',
  ]);
  expect(things(text)[0]).toMatchObject({ image: null, attributes: {} });
});

it('is partial where something is included that it does not have', () => {
  const read = readingOf(readCompose('include: [other.yaml]\nservices:\n  a: { image: x }\n'));
  expect(read.isPartial).toBe(true);
  expect(told('services:\n  a: { extends: base }\n')[0]).toContain('extends is not resolved');
});

it('reads services that are nothing, and a cycle of services', () => {
  const text = 'services:\n  nil:\n  a: { depends_on: [b] }\n  b: { depends_on: [a] }\n';
  expect(things(text).map(({ name }) => name)).toEqual(['nil', 'a', 'b']);
});

it('covers the kinds that its images are', () => {
  const text =
    'services:\n  a: { image: mysql:8 }\n  b: { image: own/app }\n  c: { image: maxwell }\n';
  expect(readingOf(readCompose(text)).covers).toEqual([
    'application',
    'change-capture',
    'database',
  ]);
});

it('keeps text as text, and no account number', () => {
  const text = `
services:
  a: { image: "123456789012.dkr.ecr.eu-west-2.amazonaws.com/app:1.10", scale: 007 }
`;
  const [one] = things(text);
  expect(one?.attributes).toEqual({ version: '1.10', count: '007' });
  expect(JSON.stringify(readCompose(text))).not.toContain('123456789012');
});

it('says of much that is nothing that it is too long, at once', () => {
  expect(says('\n'.repeat(limits.yamlCharacters + 1))).toEqual([
    'YAML of more than 2 MB is not read. Use docker compose config --format json.',
  ]);
});
