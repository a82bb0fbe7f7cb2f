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

  it('may say which component of the inventory each service is', () => {
    const text = 'environments:\n  - name: a\n    components:\n      amqp: ';
    const reading = parseConsoleConfig('c.yaml', text + 'reval-sync/rabbitmq@preprod\n', {});
    if (!reading.ok) throw new Error(reading.says.join('\n'));
    expect(reading.env.map(({ components }) => components)).toEqual([
      { amqp: 'reval-sync/rabbitmq@preprod' },
    ]);
    expect(complaints(text + 'rabbitmq\n')).toEqual([
      'console.yaml, line 4: amqp must be a component of the inventory, e.g. ' +
        'reval-sync/rabbitmq@preprod.',
    ]);
  });

  it('may say which environment of the inventory each is', () => {
    const text = 'environments:\n  - name: a\n    inventory: tis@production\n  - name: b\n';
    const reading = parseConsoleConfig('console.yaml', text, {});
    if (!reading.ok) throw new Error(reading.says.join('\n'));
    expect(reading.env.map(({ environment }) => environment.inventory)).toEqual([
      'tis@production',
      undefined,
    ]);
    const other = text + '    inventory: tis@production\n';
    expect(complaints(other)).toEqual([
      'console.yaml, line 5: b and a both say that they are tis@production of the inventory. ' +
        'Correct one of them, or leave its inventory out.',
    ]);
  });

  it.each(['tis', '@production', 'tis@', 'tis/web@production', 'TIS@production', 'a@b@c'])(
    'is refused where %s is no environment of the inventory',
    (key) => {
      expect(complaints(`environments:\n  - name: a\n    inventory: '${key}'\n`)).toEqual([
        'console.yaml, line 3: inventory must be an estate and an environment of the inventory, ' +
          'e.g. reval-sync@preprod.',
      ]);
    },
  );

  it('is refused where a value refers to another', () => {
    const shared = 'environments:\n  - name: a\n    title: &title Alpha\n';
    expect(complaints(`${shared}  - name: b\n    title: *title\n`)).toEqual([
      'console.yaml, line 3: a value that begins with & or * refers to another. ' +
        'Write it out, or quote it.',
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
    ['the name of the console', 'environments:\n  - name: console\n', 2, 'Choose another.'],
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
    [
      'what is no YAML',
      'environments:\n  - name: "a\n',
      3,
      'something is missing here: a closing quote',
    ],
    ['a key twice', 'environments:\n  - name: a\n    name: b\n', 3, 'this key is here twice'],
  ])('refuses %s with its line', (_, text, line, says) => {
    const [first = ''] = complaints(text);
    expect(first).toContain(`console.yaml, line ${line}:`);
    expect(first).toContain(says);
  });

  it.each([
    ['- title: x', 2, 'name is missing. Add it.'],
    ['- name: 3', 2, 'name must be text: put it in quotes.'],
    ['- a', 2, 'an entry of environments must have keys of its own, one a line.'],
    [
      '- { name: a, opensearchUrl: [1] }',
      2,
      'opensearchUrl must be one value, no list and without keys of its own.',
    ],
    [
      '- { name: a, participants: [tcs, gmc] }',
      2,
      'participants must be a list out of tcs, recommendation, connection, or [] for none of them.',
    ],
    [
      '- { name: a, amqpUrl: "${ONE}${OTHER}" }',
      2,
      'amqpUrl refers to ONE and OTHER, which are not set. Set them, or leave amqpUrl out.',
    ],
  ])('says what to write in place of %s', (entry, line, says) => {
    expect(complaints(`environments:\n  ${entry}\n`)).toEqual([
      `console.yaml, line ${line}: ${says}`,
    ]);
  });

  it('complains in the order of the lines', () => {
    const text = 'environments:\n  - name: a\n    syntheticSeed: x\n    keepGenerations: 0\n';
    expect(complaints(text).map((says) => says.slice(0, 20))).toEqual([
      'console.yaml, line 3',
      'console.yaml, line 4',
    ]);
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
      'console.yaml, line 5: b and a are on one cluster, and both would write to ' +
        'masterdoctorindex there. Give each environment a cluster of its own.',
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
    expect(first).toContain('a virtual host and queues of its own');
  });

  it.each([
    ['all participants are ours', [one, sameHost], 'driver: managed'],
    ['each has a virtual host', [one, 'amqp://mq.internal/b'], 'participants: []'],
  ] as const)('takes one broker where %s', (_, urls, participants) => {
    expect(complaints(`environments:\n${twoOn(urls, participants)}`)).toEqual([]);
  });

  const observed = (lines: readonly string[], driver = 'observed'): string =>
    ['environments:', '  - name: preprod', `    driver: ${driver}`]
      .concat(lines.map((line) => `    ${line}`))
      .join('\n');
  const servers = ['opensearchUrl: https://es.preprod.example', 'amqpUrl: ${PREPROD_AMQP_URL}'];
  const url = 'syncTriggerUrl: https://integration.preprod.example/integration/api/sync';

  it('takes how the existing Integration service is called', () => {
    const text = observed([
      url,
      'syncTriggerMethod: POST',
      "syncTriggerHeaders: 'x-api-key: ${PREPROD_KEY}'",
      'syncTriggerSeconds: 30',
      'observedQuietSeconds: 60',
      ...servers,
    ]);
    const reading = parseConsoleConfig('console.yaml', text, { ...given, PREPROD_KEY: '0123' });
    if (!reading.ok) throw new Error(reading.says.join('\n'));
    expect(reading.env[0]?.env).toMatchObject({
      SYNC_TRIGGER_METHOD: 'POST',
      SYNC_TRIGGER_HEADERS: { 'x-api-key': '0123' },
      SYNC_TRIGGER_SECONDS: 30,
      OBSERVED_QUIET_SECONDS: 60,
    });
    expect(reading.env[0]?.pipelines.map(({ name }) => name)).toEqual(['current']);
    expect(complaints(observed([]))).toEqual([]);
    // Nothing is read on the way to this machine, nor where nothing is secret.
    const headers = "syncTriggerHeaders: 'x-api-key: ${PREPROD_SEARCH_PASSWORD}'";
    const onLoopback = ['syncTriggerUrl: http://127.0.0.1:8080/sync?page=1', headers];
    expect(complaints(observed([...onLoopback, ...servers]))).toEqual([]);
    const plain = 'syncTriggerUrl: http://integration.preprod.example/sync?keyboard=1';
    expect(complaints(observed([plain, ...servers]))).toEqual([]);
  });

  it.each<[string, readonly string[], number, string]>([
    [
      'a method that it does not have',
      [url, 'syncTriggerMethod: PUT', ...servers],
      5,
      'syncTriggerMethod must be GET or POST, or be left out.',
    ],
    [
      'a key in clear',
      [url, "syncTriggerHeaders: 'x-api-key: hunter2'", ...servers],
      5,
      'syncTriggerHeaders has a secret in clear. Put it into a variable and write ' +
        'syncTriggerHeaders: ${PREPROD_SYNC_TRIGGER_HEADERS}.',
    ],
    [
      'a token in clear',
      [url, "syncTriggerHeaders: 'authorization: Bearer hunter2'", ...servers],
      5,
      'syncTriggerHeaders has a secret in clear.',
    ],
    [
      'a key in the address',
      [`${url}?code=hunter2`, ...servers],
      4,
      'syncTriggerUrl has a secret in clear.',
    ],
    ...['api%2Dkey', 'subscription-key', 'accessToken', 'x-signature', 'auth', 'pwd'].map(
      (name): [string, readonly string[], number, string] => [
        `a key in the address, as ${name}`,
        [`${url}?a=1&${name}=hunter2`, ...servers],
        4,
        'syncTriggerUrl has a secret in clear. Put it into a variable and write syncTriggerUrl: ' +
          '${PREPROD_SYNC_TRIGGER_URL}.',
      ],
    ),
    [
      'headers that others can read on the way',
      [
        'syncTriggerUrl: http://integration.preprod.example/sync',
        "syncTriggerHeaders: 'x-api-key: ${PREPROD_SEARCH_PASSWORD}'",
        ...servers,
      ],
      4,
      'syncTriggerUrl is plain http: the secret in syncTriggerHeaders could be read on the ' +
        'way. Write https://, or leave the secret out.',
    ],
    [
      'a key in an address that others can read on the way',
      [
        'syncTriggerUrl: http://integration.preprod.example/sync?code=${PREPROD_SEARCH_PASSWORD}',
        ...servers,
      ],
      4,
      'syncTriggerUrl is plain http: the secret in its address could be read on the way.',
    ],
    [
      'what is no header',
      [url, "syncTriggerHeaders: '${PREPROD_SEARCH_PASSWORD}'", ...servers],
      5,
      'syncTriggerHeaders must be headers, one a line, e.g. x-api-key: 0123',
    ],
    [
      'no address',
      ['syncTriggerMethod: GET', ...servers],
      4,
      'syncTriggerMethod has no effect without syncTriggerUrl. Set that to the address of the ' +
        'Integration service, or leave syncTriggerMethod out.',
    ],
    [
      'what is no address',
      ['syncTriggerUrl: integration.preprod.example', ...servers],
      4,
      'syncTriggerUrl must be an address like https://',
    ],
    [
      'a sync of which nothing can be seen',
      [url, 'amqpUrl: ${PREPROD_AMQP_URL}'],
      4,
      'opensearchUrl is missing: without it nothing would be seen of the sync that ' +
        'syncTriggerUrl starts. Set opensearchUrl, or leave syncTriggerUrl out.',
    ],
    [
      'a pipeline of the other driver',
      [url, 'pipelines: [documented]', ...servers],
      5,
      'documented cannot be run with driver: observed. Write pipelines: [current], or leave ' +
        'pipelines out.',
    ],
    [
      'participants of ours',
      [url, 'participants: [tcs]', ...servers],
      5,
      'participants has no effect with driver: observed: the existing services play all of them.',
    ],
  ])('refuses to call the service with %s, with its line', (_, lines, line, says) => {
    const all = complaints(observed(lines));
    expect(all).toHaveLength(1);
    expect(all[0]).toContain(`console.yaml, line ${line}: ${says}`);
    expect(all.join()).not.toContain('hunter2');
  });

  it.each<[string, readonly string[], number, string]>([
    [
      'the address of the service',
      [url],
      4,
      'syncTriggerUrl has no effect with driver: managed. Leave it out, or write driver: ' +
        'observed.',
    ],
    [
      'the pipeline of the services',
      ['pipelines: [current]'],
      4,
      'current cannot be run with driver: managed. Write pipelines: [documented], or leave ' +
        'pipelines out.',
    ],
  ])('refuses %s where the console runs the sync itself', (_, lines, line, says) => {
    expect(complaints(observed(lines, 'managed'))).toEqual([`console.yaml, line ${line}: ${says}`]);
  });

  it('refuses a broker on which another environment would be taken for the called one', () => {
    const text = `${observed([url, ...servers])}
  - name: other
    amqpUrl: \${PREPROD_AMQP_URL}
`;
    expect(complaints(text)[0]).toContain('other and preprod would share reval.queue.');
  });

  it('takes the example that is shipped', () => {
    const text = readFileSync('deploy/console.example.yaml', 'utf8');
    const found = text.matchAll(/^ +[^#\n]*\$\{([A-Z_]+)\}/gm);
    const named = [...new Set([...found].map(([, name = '']) => name))];
    const urls: Readonly<Record<string, string>> = {
      PREPROD_AMQP_URL: 'amqp://u:p@mq:5672',
      PREPROD_RABBITMQ_MANAGEMENT_URL: 'http://u:p@mq:15672',
      PREPROD_REVAL_MONGODB_URL: 'mongodb://u:p@docdb:27017/revalidation',
    };
    const variables = Object.fromEntries(
      named.map((name) => [name, urls[name] ?? 'a-secret-that-nobody-guesses']),
    );
    expect(named).toHaveLength(6);
    expect(complaints(text, variables)).toEqual([]);
  });
});

describe('the probes of an environment', () => {
  const withProbes = (...lines: readonly string[]): string =>
    [
      'environments:',
      '  - name: a',
      '    probes:',
      ...lines.map((line) => `      ${line}`),
      '',
    ].join('\n');

  const kindWords =
    'http, tcp, tls, dns, amqp, sqs, postgres, mysql, mongodb, opensearch, heartbeat or freshness';

  it('are read with what they leave out', () => {
    const text = withProbes(
      '- { name: Site, kind: http, url: https://www.example.org/health, contains: UP }',
      '- { name: Socket, kind: tcp, host: mq.example, port: 5672, everySeconds: 60 }',
      '- { name: Certificate, kind: tls, host: www.example.org }',
      '- { name: Queue +#/?% ✨ Очередь, kind: dns, host: www.example.org, families: [IPv4] }',
      '- { name: Other, kind: dns, host: www.example.org, server: "[::1]:5353" }',
    );
    const reading = parseConsoleConfig('console.yaml', text, {});
    if (!reading.ok) throw new Error(reading.says.join('\n'));
    expect(reading.env[0]?.probes).toMatchObject([
      { kind: 'http', method: 'GET', redirectHosts: [], certificateDays: 14, attempts: 3 },
      { kind: 'tcp', port: 5672, everySeconds: 60, timeLimitSeconds: 10 },
      { kind: 'tls', port: 443, certificateDays: 14, recoveries: 2 },
      { kind: 'dns', name: 'Queue +#/?% ✨ Очередь', families: ['IPv4'] },
      { kind: 'dns', server: '[::1]:5353' },
    ]);
  });

  it.each([
    ['name: A, kind: ftp', `kind must be ${kindWords}.`],
    ['name: A', `kind must be ${kindWords}.`],
    ['name: A, kind: tcp, host: a.example', 'port is missing. Add it.'],
    [
      'name: A, kind: tcp, host: a.example, port: 70000',
      'port must be a whole number from 1 to 65535.',
    ],
    [
      'name: A, kind: tcp, host: http://a.example, port: 1',
      'host must be a host and nothing more, e.g. www.example.org.',
    ],
    [
      'name: A, kind: tls, host: a.example, days: 3',
      'days is not known here. Correct or remove it.',
    ],
    [
      'name: A, kind: http, url: "https://u:p@a.example"',
      'url must have no user, password or query, which may be secrets. Leave them out.',
    ],
    [
      'name: A, kind: http, url: "https://a.example/?key=0123"',
      'url must have no user, password or query, which may be secrets. Leave them out.',
    ],
    [
      'name: A, kind: http, url: "file:///etc/passwd"',
      'url must be an address like https://www.example.org/health, without blanks.',
    ],
    [
      'name: A, kind: http, url: "https://a.example", method: HEAD, contains: UP',
      'contains can never be seen, for an answer to HEAD has no body. Leave it out, or use GET.',
    ],
    [
      'name: A, kind: http, url: "https://a.example", contains: UPPER, lacks: UP',
      'lacks is part of what the body must contain, so that it can never be met.',
    ],
    [
      'name: A, kind: http, url: "https://a.example", degradedAfterMs: 10000',
      'degradedAfterMs must be less than the time limit, or it can never be met.',
    ],
    [
      'name: A, kind: dns, host: a.example, server: ns.example',
      'server must be the address of a name server, e.g. 10.0.0.2 or 10.0.0.2:5353.',
    ],
    [
      'name: A, kind: dns, host: a.example, server: "300.0.0.1:53"',
      'server must be the address of a name server, e.g. 10.0.0.2 or 10.0.0.2:5353.',
    ],
    ['name: "", kind: dns, host: a.example', 'name must have at least one letter.'],
    [
      'name: A, kind: heartbeat, token: "${A_TOKEN}", everyMinutes: 60',
      'token refers to A_TOKEN, which is not set. Set it, or leave the probe out.',
    ],
    [
      'name: A, kind: heartbeat, token: "${A_TOKEN}"',
      'within or everyMinutes must say when it is expected, one of the two.',
    ],
  ])('are refused with their line: %s', (wrong, says) => {
    const fine = '- { name: Fine, kind: dns, host: a.example }';
    expect(complaints(withProbes(fine, `- { ${wrong} }`))).toEqual([
      `console.yaml, line 5: ${says}`,
    ]);
  });

  const awsQueue =
    'name: A, kind: sqs, queueUrl: https://sqs.eu-west-2.amazonaws.com/000000000000/q';
  const fresh = 'name: A, kind: freshness, of: postgres, url: "${P_URL}"';
  const broker = 'name: A, kind: amqp, url: "${A_URL}"';
  it.each([
    [`${broker}, queue: q`, 'queue is asked of the management API. Add managementUrl, or'],
    [`${broker}, most: 5`, 'most is of a queue. Add queue, or leave it out.'],
    [
      `${broker}, managementUrl: "\${M_URL}", queue: q, most: 5, degradedAbove: 5`,
      'degradedAbove must be less than most, or it can never be met.',
    ],
    [`${broker}, managementUrl: "\${M_URL}", queue: ..`, 'queue must be the name of a queue.'],
    ['name: A, kind: amqp, url: "amqp://user:in-clear@mq.example"', 'url has a secret in clear.'],
    [
      'name: A b, kind: amqp, url: "amqp://user:in-clear@mq.example"',
      'url has a secret in clear. Put it into a variable and write url: ${A_B_URL}.',
    ],
    [
      'name: A, kind: sqs, queueUrl: https://sqs.example/0/q',
      'queueUrl does not say in which region it is. Add region.',
    ],
    [
      `${awsQueue}, oldestMinutes: 5`,
      'oldestMinutes cannot be known: SQS tells it to CloudWatch alone, which is not asked. Leave',
    ],
    [`${awsQueue}, deadLettersMost: 5`, 'deadLettersMost is of the queue of dead letters. Add'],
    ['name: A, kind: postgres, url: "${A_URL}"', 'url must be an address like postgres://'],
    ['name: A, kind: mysql, url: "${A_URL}"', 'url must be an address like mysql://'],
    ['name: A, kind: mongodb, url: "${A_URL}"', 'url must be an address like mongodb://'],
    [
      'name: A, kind: opensearch, url: "${M_URL}", username: u, password: in-clear',
      'password has a secret in clear. Put it into a variable and write password: ${A_PASSWORD}.',
    ],
    [
      'name: A, kind: opensearch, url: "${M_URL}", auth: sigv4',
      'auth needs region, for which requests are signed. Add it.',
    ],
    ['name: A, kind: freshness, of: oracle', 'of must be postgres, mysql, mongodb or opensearch.'],
    [`${fresh}, query: select 1`, 'within or everyMinutes must say when it is expected, one of'],
    [`${fresh}, everyMinutes: 5, query: delete from a`, 'query must be one select of one time,'],
    [`${fresh}, everyMinutes: 5, query: select 1; select 2`, 'query must be one select, without'],
    ['name: A, kind: amqp, url: "${B_URL}"', 'url refers to B_URL, which is not set. Set it, or'],
    ['name: A, kind: amqp, url: "${M_URL}"', 'url must be an address like amqp://user:password@'],
  ])('are refused for what a server of theirs can never meet: %s', (wrong, says) => {
    const given = {
      A_URL: 'amqp://user:hidden@mq.example',
      M_URL: 'http://user:hidden@mq:15672',
      P_URL: 'postgres://user:hidden@db/a',
    };
    const text = withProbes('- { name: Fine, kind: dns, host: a.example }', `- { ${wrong} }`);
    const reading = parseConsoleConfig('console.yaml', text, given);
    const said = reading.ok ? [] : reading.says;
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(`console.yaml, line 5: ${says}`);
    expect(said[0]).not.toMatch(/hidden|in-clear/);
  });

  it('have their variables filled in, the password alone too', () => {
    const text = withProbes('- { name: A, kind: amqp, url: "amqp://user:${P}@mq.example/v" }');
    const reading = parseConsoleConfig('console.yaml', text, { P: 'hidden' });
    expect(reading.ok && reading.env[0]?.probes[0]).toMatchObject({
      url: 'amqp://user:hidden@mq.example/v',
    });
  });

  it('have tokens that nobody guesses, and no two jobs the same', () => {
    const one = (name: string) =>
      `- { name: ${name}, kind: heartbeat, token: "\${A_TOKEN}", everyMinutes: 60 }`;
    const said = (token: string, ...names: readonly string[]) => {
      const text = withProbes(...names.map(one));
      const reading = parseConsoleConfig('console.yaml', text, { A_TOKEN: token });
      return reading.ok ? [] : reading.says;
    };
    expect(said('x'.repeat(20), 'A')).toEqual([]);
    expect(said('x'.repeat(19), 'A')).toEqual([
      'console.yaml, line 4: token refers to A_TOKEN, which has fewer than 20 characters. Choose ' +
        'a longer one: who knows it may report.',
    ]);
    expect(said('x'.repeat(20), 'A', 'B')).toEqual([
      'console.yaml, line 5: token is that of another heartbeat: nobody could tell which of the ' +
        'two reports. Choose another.',
    ]);
  });

  it('have names of their own', () => {
    const one = '- { name: A, kind: dns, host: a.example }';
    const says =
      'console.yaml, line 5: name is that of a service or another probe of the environment. ' +
      'Rename it.';
    expect(complaints(withProbes(one, one))).toEqual([says]);
    expect(complaints(withProbes(one, one.replace('A', 'Search')))).toEqual([says]);
  });

  it('need services and each other, and nothing that nobody knows', () => {
    const needing = (name: string): string =>
      `- { name: B, kind: dns, host: b.example, needs: [${name}] }`;
    const one = '- { name: A, kind: dns, host: a.example }';
    expect(complaints(withProbes(one, needing('A, Search')))).toEqual([]);
    for (const name of ['B', 'Serach'])
      expect(complaints(withProbes(one, needing(name)))).toEqual([
        `console.yaml, line 5: needs “${name}”, which is no service and no other probe of the ` +
          'environment. The services are Messages, Doctors queue, Search, Trainees and Doctors.',
      ]);
  });
});
