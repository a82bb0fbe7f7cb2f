/** For readers of feeds: incidents and planned work, each with an id that stays. */
import { create } from 'xmlbuilder2';
import { sentences } from '#lib/kernel/words/text.ts';
import { dateTimeWords, rangeWords } from '#lib/kernel/words/times.ts';
import type { PlannedWork, SupportFacts, SupportProblem } from './model.ts';

interface FeedEntry {
  readonly id: string;
  readonly address: string;
  readonly title: string;
  readonly text: string;
  readonly publishedAt: string;
  readonly updatedAt: string;
}

/** Of a feed without an entry: it has never been updated. */
const never = '1970-01-01T00:00:00.000Z';

function textOf(problem: SupportProblem): string {
  const { affected, tellUsers, doing, resolvedAt, nextUpdateAt } = problem;
  return sentences(
    resolvedAt !== null && `Fixed on ${dateTimeWords(new Date(resolvedAt))}`,
    affected !== null && `Affected: ${affected}`,
    tellUsers ?? undefined,
    resolvedAt === null && (doing ?? undefined),
    nextUpdateAt !== null && `Next update by ${dateTimeWords(new Date(nextUpdateAt))}`,
  );
}

type Written = Omit<FeedEntry, 'address'>;

/** What has no time of its own, such as lists that are not right, is on the page alone. */
function ofProblem(problem: SupportProblem): readonly Written[] {
  const { id, since, updatedAt, resolvedAt, title: says } = problem;
  if (since === null || updatedAt === null || id === 'lists') return [];
  const title = resolvedAt === null ? says : `Fixed: ${says}`;
  return [{ id, title, text: textOf(problem), publishedAt: since, updatedAt }];
}

/**
 * Until a person changes it, it reads alike before, during and after it, so that a reader is told
 * of it once.
 */
function ofPlanned(work: PlannedWork): readonly Written[] {
  const { id, title, text, fromAt, toAt, plannedAt, updatedAt, endedAt } = work;
  // A copy from before the console knew them.
  if (plannedAt === null || updatedAt === null) return [];
  const when = rangeWords(new Date(fromAt), new Date(toAt));
  const isCalledOff = endedAt !== null && endedAt <= fromAt;
  const kind = isCalledOff ? 'Called off' : endedAt === null ? 'Planned work' : 'Over';
  return [
    {
      id,
      title: `${kind}: ${title}`,
      text: sentences(
        isCalledOff && 'It does not take place',
        endedAt !== null && !isCalledOff && `It ended on ${dateTimeWords(new Date(endedAt))}`,
        `Planned for ${when}`,
        text,
      ),
      publishedAt: plannedAt,
      updatedAt,
    },
  ];
}

function entriesOf(facts: SupportFacts, baseUrl: string): readonly FeedEntry[] {
  const { name } = facts.environment;
  return [
    ...facts.problems.flatMap(ofProblem),
    ...[...facts.planned, ...facts.plannedBefore].flatMap(ofPlanned),
  ]
    .map((one) => ({
      ...one,
      id: `urn:tis-console:${name}:${one.id}`,
      address: `${baseUrl}/support?environment=${name}#${one.id}`,
    }))
    .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
}

const headOf = ({ environment: { name, title } }: SupportFacts, baseUrl: string) => ({
  id: `urn:tis-console:${name}:support`,
  title: `TIS service status: ${title}`,
  page: `${baseUrl}/support?environment=${name}`,
});

const feedAddress = (
  { environment }: SupportFacts,
  baseUrl: string,
  form: 'atom' | 'json',
): string => `${baseUrl}/support/feed.${form}?environment=${environment.name}`;

/** RFC 4287. A sign that XML cannot have is left out. */
export function atomFeed(facts: SupportFacts, baseUrl: string): string {
  const entries = entriesOf(facts, baseUrl);
  const { id, title, page } = headOf(facts, baseUrl);
  const feed = create({ version: '1.0', encoding: 'utf-8', invalidCharReplacement: '' }).ele(
    'http://www.w3.org/2005/Atom',
    'feed',
  );
  feed.ele('id').txt(id);
  feed.ele('title').txt(title);
  feed.ele('updated').txt(entries[0]?.updatedAt ?? never);
  feed.ele('link', { rel: 'alternate', type: 'text/html', href: page });
  feed.ele('link', { rel: 'self', href: feedAddress(facts, baseUrl, 'atom') });
  feed.ele('author').ele('name').txt('TIS Console');
  for (const one of entries) {
    const entry = feed.ele('entry');
    entry.ele('id').txt(one.id);
    entry.ele('title', { type: 'text' }).txt(one.title);
    entry.ele('published').txt(one.publishedAt);
    entry.ele('updated').txt(one.updatedAt);
    entry.ele('link', { rel: 'alternate', type: 'text/html', href: one.address });
    entry.ele('content', { type: 'text' }).txt(one.text);
  }
  return `${feed.end()}\n`;
}

/** JSON Feed 1.1 (jsonfeed.org). */
export function jsonFeed(facts: SupportFacts, baseUrl: string): unknown {
  const { title, page } = headOf(facts, baseUrl);
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: page,
    feed_url: feedAddress(facts, baseUrl, 'json'),
    language: 'en-GB',
    items: entriesOf(facts, baseUrl).map((one) => ({
      id: one.id,
      url: one.address,
      title: one.title,
      content_text: one.text,
      date_published: one.publishedAt,
      date_modified: one.updatedAt,
    })),
  };
}
