import { expect, it } from 'vitest';
import { parseRoutes } from './read-routes.ts';

const given = {
  ON_CALL_WEBHOOK: 'https://hooks.example/services/T/B/x',
  ON_CALL_SECRET: 'a key',
  WRONG: 'no address',
};

const read = (lines: readonly string[]) =>
  parseRoutes(
    'console.yaml',
    ['notify:', '  - name: on-call', ...lines.map((line) => `    ${line}`)].join('\n'),
    given,
    ['prod', 'stage'],
  );

it('reads routes, with their variables', () => {
  const reading = read([
    'kind: webhook',
    'address: ${ON_CALL_WEBHOOK}',
    'secret: ${ON_CALL_SECRET}',
    'environments: [prod]',
    'severity: warning',
    'events: [run-failed, contract-drift]',
    'hours: 08:30-18:00',
    'repeatMinutes: 30',
  ]);
  expect(reading).toEqual({
    ok: true,
    env: [
      {
        name: 'on-call',
        kind: 'webhook',
        address: given.ON_CALL_WEBHOOK,
        secret: 'a key',
        environments: ['prod'],
        severity: 'warning',
        events: ['run-failed', 'contract-drift'],
        hours: { from: 510, to: 1080 },
        repeatMinutes: 30,
      },
    ],
  });
});

const webhook = ['kind: webhook', 'address: ${ON_CALL_WEBHOOK}'];
it.each([
  [['kind: webhook', 'address: https://hooks.example/x'], /line 4: address must be a variable/],
  [['kind: webhook', 'address: ${WRONG}'], /line 4: address must name a web address/],
  [['kind: webhook', 'address: ${NOT_SET}'], /line 4: address refers to NOT_SET, which is not set/],
  [['kind: mail', 'address: nobody'], /line 4: address must be a mail address/],
  [['kind: mail', 'address: a@b.example', 'secret: ${ON_CALL_SECRET}'], /line 5: secret has no/],
  [[...webhook, 'secret: in clear'], /line 5: secret must be a variable/],
  [[...webhook, 'environments: [dev]'], /line 5: environments names one that is not configured/],
  [
    [...webhook, 'events: [everything]'],
    /line 5: events must be a list out of run-started, run-settled/,
  ],
  [[...webhook, 'hours: 8-18'], /line 5: hours must be two times in London/],
  [[...webhook, 'hours: 08:00-08:00'], /line 5: hours must begin and end at two times/],
  [[...webhook, 'repeatMinutes: 1'], /line 5: repeatMinutes must be minutes from 5 to 1440/],
  [[...webhook, 'colour: red'], /line 5: colour is not known/],
])('refuses %j', (lines, says) => {
  const reading = read(lines);
  expect(reading.ok ? [] : reading.says).toEqual([expect.stringMatching(says)]);
});

it('refuses two of one name', () => {
  const one = ['  - name: a', '    kind: mail', '    address: a@b.example'];
  const text = ['notify:', ...one, ...one].join('\n');
  expect(parseRoutes('console.yaml', text, {}, [])).toEqual({
    ok: false,
    says: ['console.yaml, line 5: The route a is there twice. Rename one of the two.'],
  });
});
