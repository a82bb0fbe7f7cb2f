import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseConsoleConfig } from './console-config.ts';

const given = { PREPROD_AMQP_URL: 'amqp://u:p@mq:5672', PREPROD_SEARCH_PASSWORD: 'secret' };

const example = `environments:
  - name: preprod
    title: Pre-production
    production: false
    driver: managed
    pipelines: [documented]
    participants: [tcs, recommendation]
    amqpUrl: \${PREPROD_AMQP_URL}
    opensearchUrl: https://search.preprod.example:9200
    opensearchUsername: console
    opensearchPassword: \${PREPROD_SEARCH_PASSWORD}
  - name: training
    syntheticTrainees: 2000
    syntheticSeed: 7
`;

function complaints(text: string, variables: Readonly<Record<string, string>> = given) {
  const reading = parseConsoleConfig('console.yaml', text, variables);
  return reading.ok ? [] : reading.says;
}

describe('a file of environments', () => {
  it('has the servers, participants and rules of each', () => {
    const reading = parseConsoleConfig('console.yaml', example, given);
    if (!reading.ok) throw new Error(reading.says.join('\n'));
    const [preprod, training] = reading.env;
    expect(preprod?.environment).toEqual({
      name: 'preprod',
      title: 'Pre-production',
      isProduction: false,
      driver: 'managed',
    });
    expect(preprod?.env).toMatchObject({
      AMQP_URL: 'amqp://u:p@mq:5672',
      OPENSEARCH_PASSWORD: 'secret',
    });
    expect([...(preprod?.env.PARTICIPANTS ?? [])]).toEqual(['tcs', 'recommendation']);
    expect(training?.environment.title).toBe('Training');
    expect(training?.env).toMatchObject({ SYNTHETIC_TRAINEES: 2_000, SYNTHETIC_SEED: 7 });
    expect(training?.env.AMQP_URL).toBeUndefined();
    expect(training?.pipelines.map(({ name }) => name)).toEqual(['documented']);
  });

  it('is refused with a sentence where its aliases would fill the memory', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const lines = names.map((name, at) => {
      const before = at === 0 ? 'x' : `*${names[at - 1] ?? ''}`;
      return `${name}: &${name} [${Array(9).fill(before).join(', ')}]`;
    });
    expect(complaints(lines.join('\n'))).toEqual([
      'console.yaml, line 3: with *b it refers to itself too often. Write its values out.',
    ]);
  });

  it('takes values that are written once, and names an alias that leads nowhere', () => {
    const shared = 'environments:\n  - &one\n    name: a\n    title: &title Alpha\n';
    expect(complaints(`${shared}  - name: b\n    title: *title\n`)).toEqual([]);
    expect(complaints(`${shared}  - name: b\n    title: *tilte\n`)).toEqual([
      'console.yaml, line 6: *tilte refers to nothing before it. ' +
        'Correct it, or write the value out.',
    ]);
  });

  it.each([
    ['a wrong key', 'environments:\n  - name: a\n    amqUrl: x\n', 3, 'amqUrl is not known here'],
    [
      'a wrong key at the top',
      'environment: []\nenvironments:\n  - name: a\n',
      1,
      'environment is',
    ],
    ['two equal names', 'environments:\n  - name: a\n  - name: b\n  - name: a\n', 4, 'twice'],
    ['a wrong name', 'environments:\n  - name: Prod uction\n', 2, 'name must be a short name'],
    ['the name of the console', 'environments:\n  - name: console\n', 2, 'choose another'],
    ['no environment', 'environments: []\n', 1, 'at least one'],
    ['nothing at all', '', 1, 'must be a list'],
    ['a wrong type', 'environments:\n  - name: a\n    production: perhaps\n', 3, 'true or false'],
    ['an unknown driver', 'environments:\n  - name: a\n    driver: manual\n', 3, 'managed or'],
    ['an unknown pipeline', 'environments:\n  - name: a\n    pipelines: [x]\n', 3, 'documented'],
    ['a wrong number', 'environments:\n  - name: a\n    syntheticTrainees: 0\n', 3, 'must be a'],
    [
      'a lone key',
      'environments:\n  - name: a\n    sqsGmcQueueUrl: https://q\n',
      2,
      'awsRegion is',
    ],
    ['what is no YAML', 'environments:\n  - name: "a\n', 3, 'not YAML'],
    ['a key twice', 'environments:\n  - name: a\n    name: b\n', 3, 'not YAML'],
  ])('refuses %s with its line', (_, text, line, says) => {
    const [first = ''] = complaints(text);
    expect(first).toContain(`console.yaml, line ${line}:`);
    expect(first).toContain(says);
  });

  it('refuses a secret in clear, and says how to write it', () => {
    const password = 'environments:\n  - name: pre-prod\n    opensearchPassword: hunter2\n';
    expect(complaints(password)[0]).toBe(
      'console.yaml, line 3: opensearchPassword has a secret in clear. Put it into a variable ' +
        'and write opensearchPassword: ${PRE_PROD_OPENSEARCH_PASSWORD}.',
    );
    const url = 'environments:\n  - name: a\n    amqpUrl: amqp://app:hunter2@mq:5672\n';
    expect(complaints(url)[0]).toContain('amqpUrl has a secret in clear');
    expect([...complaints(password), ...complaints(url)].join()).not.toContain('hunter2');
  });

  it('takes an address whose password alone is a reference', () => {
    const text = 'environments:\n  - name: a\n    amqpUrl: amqp://app:${PW}@mq:5672\n';
    expect(complaints(text, { PW: 'x' })).toEqual([]);
  });

  it('names a reference that is not set', () => {
    expect(complaints(example, {})[0]).toContain('PREPROD_AMQP_URL, which is not set');
  });

  it('refuses two environments on one cluster, however it is written', () => {
    const text = `environments:
  - name: a
    opensearchUrl: http://localhost:9200
  - name: b
    opensearchUrl: http://127.0.0.1:9200/
`;
    expect(complaints(text)).toEqual([
      'console.yaml, line 5: b and a would both write to masterdoctorindex on one cluster. ' +
        'Give each environment a cluster of its own.',
    ]);
  });

  const twoOn = (amqpUrls: readonly [string, string], participants: string): string =>
    ['a', 'b']
      .map((name, at) => `  - name: ${name}\n    amqpUrl: ${amqpUrls[at]}\n    ${participants}\n`)
      .join('');
  const one = 'amqp://mq.internal';
  const sameHost = 'amqp://mq.internal:5672/';

  it('refuses queues shared by two environments whose participants are not ours', () => {
    const text = `environments:\n${twoOn([one, sameHost], 'participants: [recommendation]')}`;
    const [first = ''] = complaints(text);
    expect(first).toContain('console.yaml, line 5: b and a would share reval.queue.');
    expect(first).toContain('a virtual host and a queue of its own');
  });

  it.each([
    ['all participants are ours', [one, sameHost], 'driver: managed'],
    ['each has a virtual host', [one, 'amqp://mq.internal/b'], 'participants: []'],
  ] as const)('takes one broker where %s', (_, urls, participants) => {
    expect(complaints(`environments:\n${twoOn(urls, participants)}`)).toEqual([]);
  });

  it('takes the example that is shipped', () => {
    const text = readFileSync('deploy/console.example.yaml', 'utf8');
    const named = [...text.matchAll(/^ +[^#\n]*\$\{([A-Z_]+)\}/gm)].map(([, name = '']) => name);
    const urls: Readonly<Record<string, string>> = {
      PREPROD_AMQP_URL: 'amqp://u:p@mq:5672',
      PREPROD_RABBITMQ_MANAGEMENT_URL: 'http://u:p@mq:15672',
      PREPROD_REVAL_MONGODB_URL: 'mongodb://u:p@docdb:27017/revalidation',
    };
    const variables = Object.fromEntries(named.map((name) => [name, urls[name] ?? 'secret']));
    expect(named).toHaveLength(5);
    expect(complaints(text, variables)).toEqual([]);
  });
});
