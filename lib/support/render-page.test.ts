import { expect, it } from 'vitest';
import type { SupportCopy, SupportFacts, SupportProblem, SupportService } from './model.ts';
import { renderPage } from './page/render-page.ts';
import { environmentOf, show } from './show.ts';

const now = new Date('2026-11-21T17:42:20Z');

const problem = (given: Partial<SupportProblem>): SupportProblem => ({
  id: 'incident-1',
  title: 'Discrepancies shows doctors who should not be there',
  state: 'problem',
  since: '2026-11-21T17:31:00.000Z',
  resolvedAt: null,
  updatedAt: '2026-11-21T17:31:00.000Z',
  affected: 'Anyone using Discrepancies.',
  stillRight: 'Recommendations and Concerns.',
  tellUsers: 'Please do not add or remove connections from that list until we say it is right.',
  isDraft: false,
  doing: 'We know the cause and are putting it right.',
  nextUpdateAt: null,
  ...given,
});
const service = (given: Partial<SupportService>): SupportService => ({
  name: 'Recommendations',
  note: null,
  state: 'working',
  since: null,
  ...given,
});
const facts = (given: Partial<SupportFacts> = {}): SupportFacts => ({
  environment: {
    name: 'prod',
    title: 'Production',
    isProduction: true,
    hasSyntheticPeople: false,
  },
  problems: [],
  services: [service({})],
  planned: [],
  plannedBefore: [],
  refresh: null,
  ...given,
});
const copyOf = (...environments: readonly SupportFacts[]): SupportCopy => ({
  checkedAt: '2026-11-21T17:42:15.000Z',
  environments: [...environments],
});
const shownOf = (given: Partial<SupportFacts>, at = now) => {
  const one = facts(given);
  return show(copyOf(one), one, at);
};
const pageOf = (given: Partial<SupportFacts>, at = now): string =>
  renderPage(shownOf(given, at), { theme: null, others: [] });

it('the headline says the worst that is known', () => {
  const headline = (given: Partial<SupportFacts>): string => shownOf(given).headline;
  const unknown = service({ name: 'Concerns', state: 'cannot-tell' });
  expect(headline({})).toBe('Everything is working');
  expect(headline({ services: [] })).toBe('We cannot tell whether everything is working');
  expect(headline({ services: [unknown] })).toBe('We cannot tell whether everything is working');
  expect(headline({ services: [service({}), unknown] })).toBe(
    'Everything that we can check is working',
  );
  expect(headline({ services: [service({ state: 'partly' })] })).toBe(
    'Some things work only in part',
  );
  expect(headline({ problems: [problem({ state: 'partly' })] })).toBe(
    'Some things work only in part',
  );
  expect(headline({ problems: [problem({})] })).toBe('Some things are not working');
  expect(headline({ problems: [problem({ resolvedAt: '2026-11-21T17:40:00.000Z' })] })).toBe(
    'Everything is working',
  );
});

it('a copy that could not be renewed calls nothing working, and says when it was', () => {
  const services = [service({}), service({ name: 'Search', state: 'problem' })];
  const later = new Date(now.getTime() + 3_600_000);
  const shown = shownOf({ services }, later);
  expect(shown.headline).toBe('We cannot tell what is working now');
  expect(shown.lead).toContain('could not be renewed since today at 5:42pm');
  expect(shown.services.map(({ state, note }) => [state, note])).toEqual([
    ['cannot-tell', 'It was working today at 5:42pm.'],
    ['problem', null],
  ]);
  expect(pageOf({ services }, later)).not.toContain('class="state working"');
});

it('nothing that people write is read as part of the page', () => {
  const html = pageOf({
    problems: [problem({ title: '<script>alert(1)</script>', tellUsers: '"><img src=x>&amp;' })],
    services: [service({ name: '</main><b>' })],
  });
  expect(html).not.toContain('<script>alert');
  expect(html).not.toContain('<img');
  expect(html.split('</main>')).toHaveLength(2);
});

it('is less than 30 KB whatever there is', () => {
  const long = '😀'.repeat(1_000);
  const many = <T>(count: number, make: (at: number) => T): T[] =>
    Array.from({ length: count }, (_, at) => make(at));
  const html = pageOf({
    problems: [
      ...many(20, (at) =>
        problem({ id: `incident-${at}`, title: '😀'.repeat(60), tellUsers: long }),
      ),
      ...many(50, (at) =>
        problem({ id: `incident-${100 + at}`, resolvedAt: '2026-11-20T10:00:00.000Z' }),
      ),
    ],
    services: many(2_000, (at) => service({ name: `${'É'.repeat(55)}${at}` })),
    planned: many(100, (at) => ({
      id: `planned-${at}`,
      title: '😀'.repeat(60),
      text: long,
      fromAt: '2026-11-22T10:00:00.000Z',
      toAt: '2026-11-22T12:00:00.000Z',
      plannedAt: null,
      updatedAt: null,
      endedAt: null,
    })),
  });
  expect(Buffer.byteLength(html)).toBeLessThan(30_000);
  expect(html).toContain('And 19 more problems');
});

it('names the environment: production, else the first one, or the one that is asked for', () => {
  const named = (name: string, isProduction = false): SupportFacts =>
    facts({ environment: { name, title: name, isProduction, hasSyntheticPeople: false } });
  const nameOf = (copy: SupportCopy, name: string | null) =>
    environmentOf(copy, name)?.environment.name;
  expect(nameOf(copyOf(named('test'), named('live', true)), null)).toBe('live');
  expect(nameOf(copyOf(named('test'), named('preprod')), null)).toBe('test');
  expect(nameOf(copyOf(named('test'), named('live', true)), 'test')).toBe('test');
  expect(nameOf(copyOf(named('test')), 'live')).toBeUndefined();
});

it('lists what was fixed in seven days of London, and planned work until it is over', () => {
  const over = (id: string, resolvedAt: string): SupportProblem =>
    problem({ id, title: id, since: resolvedAt, resolvedAt });
  const shown = shownOf({
    problems: [over('a', '2026-11-15T00:00:00.000Z'), over('b', '2026-11-14T23:59:59.000Z')],
    planned: [
      {
        id: 'planned-1',
        title: 'Work',
        text: 'It is slow.',
        fromAt: '2026-11-24T19:00:00.000Z',
        toAt: '2026-11-24T21:00:00.000Z',
        plannedAt: null,
        updatedAt: null,
        endedAt: null,
      },
    ],
  });
  expect(shown.past.map(({ id, day }) => [id, day])).toEqual([['a', 'Sunday 15 November']]);
  expect(shown.planned.map(({ day, times }) => `${day}, ${times}`)).toEqual([
    'Tuesday 24 November, 7pm to 9pm',
  ]);
});

it('promises the next update, and says where it has not come in time', () => {
  const said = (nextUpdateAt: string | null, at = now): string =>
    pageOf({ problems: [problem({ nextUpdateAt })] }, at).replace(/<[^>]*>/g, '');
  expect(said('2026-11-21T18:02:00.000Z')).toContain('Next updateToday by 6:02pm');
  expect(said('2026-11-21T17:40:00.000Z')).toContain(
    'Next updateIt was due today by 5:40pm, and is late.',
  );
  expect(said(null)).toContain('No time has been given.');
  const unrenewed = said('2026-11-21T18:02:00.000Z', new Date('2026-11-21T18:10:00Z'));
  expect(unrenewed).toContain('It was due today by 6:02pm.');
});
