// @vitest-environment jsdom
import { expect, it } from 'vitest';
import type { IncidentView } from '#lib/status/client.ts';
import { mount } from '../ui/testing.tsx';
import { IncidentSummary } from './incident-summary.tsx';

const since = '2026-11-21T14:00:00.000Z';
const incident: IncidentView = {
  id: 7,
  environment: 'local',
  title: 'Search is down',
  state: 'resolved',
  root: 'Search',
  isOfProbes: true,
  doubts: [],
  ruledOut: [],
  openedBy: 'system',
  since,
  resolvedAt: null,
  owner: null,
  version: 1,
  nextUpdateAt: null,
  parts: [
    { probe: 'search', name: 'Search', state: 'down', since, endedAt: null },
    // It went on in another incident.
    { probe: 'page', name: 'Page', state: 'down', since, endedAt: since },
  ],
  forUsers: null,
  affected: null,
  updates: [],
};

it('does not say of what is no longer part of an incident that it works', async () => {
  const page = await mount(<IncidentSummary incident={incident} environment="Local" href={null} />);
  const [search, other] = [...page.container.querySelectorAll('li')].map((one) => one.textContent);
  expect(search).toMatch(/^DownSearch/);
  expect(other).toMatch(/^No longerPage/);
});

it('says who has it, or had it, and of a resolved one not that it waits for somebody', async () => {
  const said = async (one: Partial<IncidentView>) =>
    (
      await mount(
        <IncidentSummary incident={{ ...incident, ...one }} environment="Local" href={null} />,
      )
    ).text();
  const ended = { resolvedAt: since };
  expect(await said({})).toContain('Nobody has taken it.');
  expect(await said(ended)).not.toContain('taken');
  expect(await said({ owner: 'ann@example.org' })).toContain('ann@example.org has it.');
  expect(await said({ ...ended, owner: 'ann@example.org' })).toContain('ann@example.org had it.');
});

it('names who notices, and nobody where it is not said what fails', async () => {
  const said = async (affected: IncidentView['affected']) =>
    (
      await mount(
        <IncidentSummary
          incident={{ ...incident, affected }}
          environment="Local"
          href="/status/incidents/7"
        />,
      )
    ).container.textContent;
  const outcome = (n: number, of: 'users' | 'downstream') => ({
    key: `estate/thing-${String(n)}`,
    name: `Thing ${String(n)}`,
    kindTitle: 'page of users',
    estateTitle: 'Estate',
    of,
  });
  const words = await said([
    ...[1, 2, 3, 4, 5, 6, 7].map((n) => outcome(n, 'users')),
    outcome(8, 'downstream'),
  ]);
  expect(words).toContain('Users cannot rely on: Thing 1, Thing 2');
  expect(words).toContain('Thing 6 and 1 other.');
  expect(words).toContain('Downstream of it: Thing 8.');
  expect(await said([])).toContain('The inventory records nothing that users do');
  expect(await said(null)).not.toContain('inventory');
});
