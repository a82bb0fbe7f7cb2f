import { listWords } from '#lib/kernel/words/text.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import {
  hasDrifted,
  type Affected,
  type AffectedColumn,
  type AliasCheck,
  type PageVerdict,
  type StageAhead,
} from '../model.ts';
import type { UsersPage } from './users-page.ts';

type Named = Pick<UsersPage, 'page' | 'tab'>;

export const pageKey = ({ page, tab }: Named): string => (tab === null ? page : `${page}: ${tab}`);

/** Of an alias that is there and different: what the documents behind it tell. */
function byDocuments({ shows, shouldShow, observed, expected }: AliasCheck): PageVerdict {
  if (shows === null || shouldShow === null) return 'other-rows';
  if (shows === 0 && shouldShow > 0) return 'empty';
  if (observed !== null && observed.targets.join() !== expected.target) return 'stale';
  if (shows === shouldShow) return observed?.settings == null ? 'other-rows' : 'right';
  return shows > shouldShow ? 'extra-rows' : 'rows-missing';
}

/** Some of what a stage brings is there. */
const begun: Readonly<Partial<Record<PageVerdict, PageVerdict>>> = {
  empty: 'rows-missing',
  'lists-everyone': 'extra-rows',
};

/** What a page shows that gets an index which a sync is filling. */
function whileFilled({ beforeStage }: UsersPage, ahead: readonly StageAhead[]): PageVerdict {
  const first = ahead.find(({ stage }) => beforeStage[stage] !== undefined);
  const before = first === undefined ? undefined : beforeStage[first.stage];
  if (before === undefined) return 'right';
  return first?.hasBegun === true ? (begun[before] ?? before) : before;
}

/** The index behind an alias. */
interface Behind {
  readonly isEmpty: boolean;
  readonly isUnbuilt: boolean;
  readonly ahead: readonly StageAhead[];
}

/** What a page shows while the alias that it reads is as the check says. */
function verdictOf(
  page: UsersPage,
  check: AliasCheck | undefined,
  { isEmpty, isUnbuilt, ahead }: Behind,
): PageVerdict {
  if (page.reads === null) return 'right';
  if (check === undefined || check.state === 'not-known') return 'not-known';
  if (check.state === 'missing') return page.isMadeWhenMissing ? 'error-or-stale' : 'error';
  if (check.searchFails || check.health === 'closed' || check.observed === null) return 'error';
  // Before the first swap an index of that name is what the existing service fills.
  if (!check.observed.isAlias) return isUnbuilt ? 'not-known' : 'stale';
  if (check.state === 'unreadable') return 'rows-missing';
  if (check.state === 'matches') return isEmpty ? 'empty' : whileFilled(page, ahead);
  if (check.observed.targets.length > 1) return 'extra-rows';
  if (check.observed.targets.join() !== check.expected.target) return byDocuments(check);
  if (check.expected.filter !== null && check.observed.filter === null) return page.withoutFilter;
  return byDocuments(check);
}

/** Whether the generation behind an alias is empty, as an alias without filter tells. */
const isEmptyBehind = (check: AliasCheck | undefined, checks: readonly AliasCheck[]): boolean =>
  check !== undefined &&
  checks.some(
    ({ state, expected, shows }) =>
      state === 'matches' &&
      expected.filter === null &&
      expected.target === check.expected.target &&
      shows === 0,
  );

function columnOf(
  pages: readonly UsersPage[],
  head: Pick<AffectedColumn, 'key' | 'name' | 'says'>,
  verdict: (page: UsersPage) => PageVerdict,
): AffectedColumn {
  const verdicts = pages.map(verdict);
  const harmed = pages
    .filter((_, at) => verdicts[at] !== 'right' && verdicts[at] !== 'not-known')
    .map((page) => page.harmed);
  return { ...head, verdicts, harmed: [...new Set(harmed)] };
}

function driftInShort({ state, observed, health, expected }: AliasCheck): string {
  if (state === 'missing') return 'missing';
  if (health === 'closed' || state === 'unreadable') return 'cannot be read';
  if (observed?.isAlias === false) return 'is an index';
  if (observed !== null && observed.targets.length > 1) return 'leads to several indexes';
  if (observed !== null && observed.targets.join() !== expected.target)
    return 'leads to another index';
  return observed?.filter == null && expected.filter !== null
    ? 'without its filter'
    : 'is different';
}

/** A stage brings what it is named after. */
const stageWords = (stage: string): string => stage.replaceAll('-', ' ');

function headOfNow(
  checks: readonly AliasCheck[],
  ahead: readonly StageAhead[],
): Pick<AffectedColumn, 'key' | 'name' | 'says'> {
  const drifted = checks.filter(hasDrifted);
  const [first] = drifted;
  if (first !== undefined && drifted.length === 1)
    return { key: 'now', name: first.name, says: driftInShort(first) };
  const [missing] = ahead;
  if (missing !== undefined && drifted.length === 0)
    return {
      key: 'now',
      name: null,
      says:
        `${stageWords(missing.stage)} not ${missing.hasBegun ? 'all' : 'yet'} in the index that ` +
        'users read',
    };
  const unknown = checks.some(({ state }) => state === 'not-known');
  const says =
    drifted.length > 1
      ? `${countOf(drifted.length, 'alias', 'aliases')} not as the contract says`
      : unknown
        ? 'not all is known'
        : 'as the contract says';
  return { key: 'now', name: null, says };
}

/** What each page shows in each condition that is known from incidents. */
function knownConditions(
  pages: readonly UsersPage[],
  aliases: readonly { readonly name: string; readonly target: string }[],
): AffectedColumn[] {
  const read = aliases.filter(({ name }) => pages.some(({ reads }) => reads === name));
  const targetOf = new Map(read.map(({ name, target }) => [name, target]));
  const behind = (page: UsersPage, base: string): boolean =>
    page.reads !== null && targetOf.get(page.reads) === base;
  const missing = read.map(({ name }) =>
    columnOf(pages, { key: `missing-${name}`, name, says: 'missing' }, (page) =>
      page.reads !== name ? 'right' : page.isMadeWhenMissing ? 'error-or-stale' : 'error',
    ),
  );
  // It looks healthy, and no sync reaches it.
  const made = read
    .filter(({ name }) => pages.some((page) => page.reads === name && page.isMadeWhenMissing))
    .map(({ name }) =>
      columnOf(
        pages,
        { key: `made-${name}`, name, says: 'is an index, not an alias' },
        ({ reads }) => (reads === name ? 'stale' : 'right'),
      ),
    );
  const bases = [...new Set(read.map(({ target }) => target))];
  // An index that one name leads to is missing when that name is.
  const lost = bases
    .filter((base) => read.filter(({ target }) => target === base).length > 1)
    .flatMap((base) => [
      columnOf(pages, { key: `lost-${base}`, name: base, says: 'index missing' }, (page) =>
        behind(page, base) ? 'error' : 'right',
      ),
      columnOf(pages, { key: `empty-${base}`, name: base, says: 'index empty' }, (page) =>
        behind(page, base) ? (page.whenEmpty ?? 'empty') : 'right',
      ),
    ]);
  const stages = [...new Set(pages.flatMap(({ beforeStage }) => Object.keys(beforeStage)))];
  const unfilled = stages.map((stage) =>
    columnOf(
      pages,
      {
        key: `before-${stage}`,
        name: null,
        says: `${stageWords(stage)} not yet in the index that users read`,
      },
      ({ beforeStage }) => beforeStage[stage] ?? 'right',
    ),
  );
  return [...missing, ...made, ...lost, ...unfilled];
}

const phrases: Readonly<Record<Exclude<PageVerdict, 'right'>, readonly [string, string]>> = {
  error: ['shows an error', 'show an error'],
  'error-or-stale': [
    'shows an error, or looks healthy and is out of date',
    'show an error, or look healthy and are out of date',
  ],
  empty: ['is empty', 'are empty'],
  'error-or-empty': ['is empty, or shows an error', 'are empty, or show an error'],
  'lists-everyone': ['lists every doctor', 'list every doctor'],
  'extra-rows': [
    'may show doctors that do not belong there',
    'may show doctors that do not belong there',
  ],
  'rows-missing': [
    'may leave out doctors, or show an error',
    'may leave out doctors, or show an error',
  ],
  'other-rows': ['may list the wrong doctors', 'may list the wrong doctors'],
  stale: ['looks healthy and is out of date', 'look healthy and are out of date'],
  'not-known': ['is not known', 'are not known'],
};

function subjectOf(page: string, tabs: readonly (string | null)[]): string {
  const named = tabs.filter((tab) => tab !== null);
  if (named.length === 0) return page;
  return `${page}, ${named.length === 1 ? 'tab' : 'tabs'} ${listWords(named, 'and')}`;
}

/** Pages that show the same, in one sentence each. */
function wrongSentences(shown: readonly (readonly [UsersPage, PageVerdict])[]): string[] {
  const groups = new Map<string, [UsersPage, Exclude<PageVerdict, 'right'>][]>();
  for (const [page, verdict] of shown) {
    if (verdict === 'right') continue;
    const key = `${page.page} ${verdict}`;
    groups.set(key, [...(groups.get(key) ?? []), [page, verdict]]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const subject = subjectOf(
      first[0].page,
      group.map(([{ tab }]) => tab),
    );
    const phrase = phrases[first[1]][group.length === 1 ? 0 : 1];
    return first[1] === 'not-known'
      ? [`${subject}: what users see is not known.`]
      : [`${subject}: ${phrase} for every designated body.`];
  });
}

/** The pages on which every tab is right. */
function workingSentence(shown: readonly (readonly [UsersPage, PageVerdict])[]): string[] {
  const all = [...new Set(shown.map(([{ page }]) => page))];
  const working = all.filter((name) =>
    shown.every(([{ page }, verdict]) => page !== name || verdict === 'right'),
  );
  if (working.length === 0) return [];
  const areSeveral = working.length > 1 || working[0]?.endsWith('s') === true;
  return [`${listWords(working, 'and')} ${areSeveral ? 'work' : 'works'}.`];
}

function usersSee(
  { name }: AliasCheck,
  shown: readonly (readonly [UsersPage, PageVerdict])[],
): string {
  const own = shown.filter(([{ reads }]) => reads === name);
  if (shown.length === 0) return 'Which pages read this name is not known.';
  if (own.length === 0)
    return 'No page reads this name itself; services that look doctors up by it are affected.';
  const wrong = wrongSentences(own);
  return wrong.length === 0
    ? 'Their pages show what they should today.'
    : [...wrong, ...workingSentence(shown)].join(' ');
}

interface Given {
  readonly pages: readonly UsersPage[];
  readonly aliases: readonly { readonly name: string; readonly target: string }[];
  readonly checks: readonly AliasCheck[];
  /** Stages that have not brought all to the index that users read, in order. */
  readonly ahead: readonly StageAhead[];
  /** Nothing of ours has ever been live. */
  readonly isUnbuilt: boolean;
}

/** What users see on each of their pages now, and in the conditions known from incidents. */
export function whoIsAffected({ pages, aliases, checks, ahead, isUnbuilt }: Given): Affected {
  const byName = new Map(checks.map((check) => [check.name, check]));
  const now = columnOf(pages, headOfNow(checks, ahead), (page) => {
    const check = page.reads === null ? undefined : byName.get(page.reads);
    return verdictOf(page, check, { isEmpty: isEmptyBehind(check, checks), isUnbuilt, ahead });
  });
  const shown = pages.map((page, at) => [page, now.verdicts[at] ?? 'not-known'] as const);
  const wrong = wrongSentences(shown);
  return {
    pages: pages.map((page) => ({
      key: pageKey(page),
      page: page.page,
      tab: page.tab,
      reads: page.reads,
    })),
    now,
    conditions: knownConditions(pages, aliases),
    says: [...wrong, ...workingSentence(shown)],
    byAlias: Object.fromEntries(
      checks.filter(hasDrifted).map((check) => [check.name, usersSee(check, shown)]),
    ),
  };
}
