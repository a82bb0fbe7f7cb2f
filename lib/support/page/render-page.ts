import { createHash } from 'node:crypto';
import type { Element } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { count } from '#lib/kernel/words/numbers.ts';
import { titleCase } from '#lib/kernel/words/text.ts';
import { agoWords, nearWords } from '#lib/kernel/words/times.ts';
import {
  supportStates,
  type SupportProblem,
  type SupportService,
  type SupportState,
} from '../model.ts';
import type { Shown } from '../show.ts';
import { el, type Content } from './elements.ts';
import { icon, iconSymbols, type Icon } from './icons.ts';
import { script } from './script.ts';
import { styles } from './styles.ts';

export interface PageSettings {
  /** As the person has chosen; null: as their system says. */
  readonly theme: 'light' | 'dark' | null;
  /** Of the other environments, with titles. */
  readonly others: readonly { readonly name: string; readonly title: string }[];
}

const hashOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Its one script and its styles are known by what is in them; nothing else is fetched. */
export const supportPolicy = [
  "default-src 'none'",
  `script-src ${hashOf(script)}`,
  `style-src ${hashOf(styles)}`,
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const words: Readonly<Record<SupportState, readonly [string, Icon]>> = {
  working: ['Working', 'circle-check'],
  planned: ['Planned', 'calendar-clock'],
  'cannot-tell': ['We cannot tell', 'circle-help'],
  partly: ['Works in part', 'triangle-alert'],
  problem: ['Problem', 'octagon-alert'],
};

const stateWord = (state: SupportState): Element => {
  const [word, name] = words[state];
  const text = state === 'cannot-tell' ? el('b', {}, word) : word;
  return el('span', { className: ['state', state] }, icon(name), text);
};

const row = (term: string, detail: Content, properties = {}): Content => [
  el('dt', {}, term),
  el('dd', properties, detail),
];

const optional = (term: string, text: string | null): Content =>
  text === null ? null : row(term, text);

function sinceWords({ since }: SupportProblem, now: Date): string | null {
  if (since === null) return null;
  const at = new Date(since);
  return `since ${nearWords(at, now)} (${agoWords(at, now)})`;
}

function toldWords({ id, title, tellUsers, isDraft }: SupportProblem): Content {
  if (tellUsers === null) return null;
  const key = `say-${id}`;
  return row(
    'Tell users',
    [
      el('span', { id: key }, tellUsers),
      isDraft ? el('small', {}, 'Drafted from what our checks found.') : null,
      el(
        'button',
        { type: 'button', hidden: true, dataScripted: true, dataCopy: key, id: `copy-${id}` },
        'Copy these words',
        el('span', { className: ['unseen'] }, ` about ${title}`),
      ),
    ],
    { className: ['say'] },
  );
}

/** `today by 6:02pm`. */
const byWords = (at: string, now: Date): string =>
  nearWords(new Date(at), now).replace(' at ', ' by ');

/** Of a page that nobody renews any more it is not known whether one came. */
function nextUpdateWords({ nextUpdateAt }: SupportProblem, { now, isOld }: Shown): Content {
  if (nextUpdateAt === null) return 'No time has been given.';
  if (new Date(nextUpdateAt) > now) return el('b', {}, titleCase(byWords(nextUpdateAt, now)));
  return `It was due ${byWords(nextUpdateAt, now)}${isOld ? '' : ', and is late'}.`;
}

const issue = (problem: SupportProblem, shown: Shown): Element =>
  el(
    'section',
    {
      className: ['issue', problem.state],
      id: problem.id,
      ariaLabelledBy: [`${problem.id}-title`],
    },
    el('h2', { id: `${problem.id}-title` }, problem.title),
    el(
      'p',
      { className: ['since'] },
      stateWord(problem.state),
      sinceWords(problem, shown.now) ?? 'since when is not known',
    ),
    el(
      'dl',
      {},
      optional('Affected', problem.affected),
      optional('Still right', problem.stillRight),
      toldWords(problem),
      optional('What we are doing', problem.doing),
      row('Next update', nextUpdateWords(problem, shown)),
    ),
  );

const service = ({ name, note, state }: SupportService): Element =>
  el(
    'li',
    {},
    el('span', {}, el('b', {}, name), note === null ? null : el('small', {}, note)),
    stateWord(state),
  );

/** Of more than is shown, how many of each state there are. */
function moreServices(left: readonly SupportService[]): Content {
  if (left.length === 0) return null;
  const counts = supportStates.flatMap((state) => {
    const of = left.filter((one) => one.state === state).length;
    return of === 0 ? [] : [`${words[state][0].toLowerCase()}: ${count(of)}`];
  });
  return el('p', { className: ['small'] }, `And ${count(left.length)} more: ${counts.join(', ')}.`);
}

interface Limits {
  readonly problems: number;
  readonly services: number;
  readonly dated: number;
}

const more = (left: number, what: string): Content =>
  left <= 0 ? null : el('p', { className: ['small'] }, `And ${count(left)} more ${what}.`);

const byBadness: readonly SupportState[] = [
  'problem',
  'partly',
  'cannot-tell',
  'planned',
  'working',
];

/** The worst are shown first only where not all are: else each keeps its position. */
const shownFirst = (
  services: readonly SupportService[],
  most: number,
): readonly SupportService[] =>
  services.length <= most
    ? services
    : [...services].sort((a, b) => byBadness.indexOf(a.state) - byBadness.indexOf(b.state));

function mainOf(shown: Shown, { others }: PageSettings, limits: Limits): Element {
  const { problems, planned, past } = shown;
  const services = shownFirst(shown.services, limits.services);
  return el(
    'main',
    { id: 'main' },
    el('h1', {}, shown.headline),
    el('p', { className: [shown.isOld ? 'old' : 'lead'] }, shown.lead),
    el(
      'p',
      { className: ['small'] },
      `${shown.checked} `,
      el('span', { hidden: true, dataScripted: true }, 'This page checks again every minute.'),
      el('noscript', {}, 'Load this page again for what is new.'),
    ),
    el(
      'p',
      { className: ['old'], hidden: true, id: 'unanswered' },
      'This page could not check again. What it says was so at the time above.',
    ),
    shown.environment.hasSyntheticPeople
      ? el('p', { className: ['small'] }, 'The people in this environment are made up.')
      : null,
    el('p', { id: 'said', role: 'status', className: ['small'] }),
    problems.slice(0, limits.problems).map((one) => issue(one, shown)),
    more(problems.length - limits.problems, 'problems, which the status page of operators lists'),
    el('h2', {}, 'Everything, one by one'),
    shown.services.length === 0
      ? el('p', { className: ['after'] }, 'Nothing is checked yet, so we cannot tell.')
      : el('ul', { className: ['services'] }, services.slice(0, limits.services).map(service)),
    moreServices(services.slice(limits.services)),
    shown.refresh === null ? null : el('p', { className: ['after'] }, shown.refresh),
    el('h2', {}, 'Planned work'),
    planned.length === 0
      ? el('p', { className: ['after'] }, 'No work is planned.')
      : el(
          'ul',
          { className: ['dated'] },
          planned
            .slice(0, limits.dated)
            .map(({ title, text, day, times, id }) =>
              el(
                'li',
                { id },
                el('span', {}, day, el('br', {}), times),
                el('span', {}, el('b', {}, title), el('br', {}), text),
              ),
            ),
        ),
    more(planned.length - limits.dated, 'planned'),
    el('h2', {}, 'The last 7 days'),
    past.length === 0
      ? el('p', { className: ['after'] }, 'No problem that is over has been recorded.')
      : el(
          'ul',
          { className: ['dated'] },
          past
            .slice(0, limits.dated)
            .map(({ id, title, day, times }) =>
              el(
                'li',
                { id },
                el('span', {}, day),
                el('span', {}, el('b', {}, title), `, ${times}. Fixed.`),
              ),
            ),
        ),
    more(past.length - limits.dated, 'that are fixed'),
    el('h2', {}, 'Still not sure?'),
    el(
      'p',
      { className: ['after'] },
      'If a user sees something that is not listed here, ask which page, which region and what ' +
        'time, then ',
      el(
        'a',
        { href: `/status/incidents/open?environment=${shown.environment.name}` },
        'open an incident',
      ),
      '. Operators see it at once.',
    ),
    others.length === 0
      ? null
      : el(
          'p',
          { className: ['after'] },
          'Other environments: ',
          others.map(({ name, title }, at) => [
            at === 0 ? '' : ', ',
            el('a', { href: `/support?environment=${name}` }, title),
          ]),
          '.',
        ),
    el(
      'p',
      { className: ['small'] },
      'Follow this page: ',
      el('a', { href: `/support/feed.atom?environment=${shown.environment.name}` }, 'Atom feed'),
      ', ',
      el('a', { href: `/support/feed.json?environment=${shown.environment.name}` }, 'JSON feed'),
      '.',
    ),
  );
}

const colourOf = ({ name, isProduction }: Shown['environment']): string =>
  isProduction ? 'env-production' : name === 'local' ? 'env-local' : 'env-rehearsal';

function documentOf(shown: Shown, settings: PageSettings, limits: Limits): string {
  const { environment, headline } = shown;
  const used = new Set(Object.values(words).map(([, name]) => name));
  const page = el(
    'html',
    { lang: 'en-GB', ...(settings.theme !== null && { dataTheme: settings.theme }) },
    el(
      'head',
      {},
      el('meta', { charSet: 'utf-8' }),
      el('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      el('meta', { name: 'robots', content: 'noindex, nofollow' }),
      el('title', {}, `${headline} · TIS service status`),
      el('link', { rel: ['icon'], href: '/icon.svg' }),
      el('link', {
        rel: ['alternate'],
        type: 'application/atom+xml',
        title: 'TIS service status',
        href: `/support/feed.atom?environment=${environment.name}`,
      }),
      el('style', {}, styles),
    ),
    el(
      'body',
      { className: [colourOf(environment)] },
      el('a', { className: ['skip'], href: '#main' }, 'Skip to what is working'),
      iconSymbols(used),
      el(
        'header',
        { className: ['bar'] },
        el('div', {}, 'TIS service status', el('span', { className: ['tag'] }, environment.title)),
      ),
      mainOf(shown, settings, limits),
      el('script', {}, script),
    ),
  );
  return `<!doctype html>${toHtml(page)}\n`;
}

/** What a phone loads soon on a poor connection. */
const mostBytes = 30_000;

/** Of more than fits, what is worst stays. */
const steps: readonly Limits[] = [
  { problems: 8, services: 40, dated: 20 },
  { problems: 4, services: 30, dated: 10 },
  { problems: 2, services: 15, dated: 5 },
  { problems: 1, services: 10, dated: 2 },
];

/** The whole page, which works without scripts; less than 30 KB whatever there is. */
export function renderPage(shown: Shown, settings: PageSettings): string {
  let page = '';
  for (const limits of steps) {
    page = documentOf(shown, settings, limits);
    if (Buffer.byteLength(page) < mostBytes) return page;
  }
  return page;
}
