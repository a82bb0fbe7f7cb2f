import type { Fault, Result } from '#lib/kernel/result.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { someWords } from '#lib/kernel/words/text.ts';
import { not } from '#lib/platform/search/conditions.ts';
import type { CountQuestion } from '#lib/platform/search/port.ts';
import type { AliasCheck, AliasVerdict } from '../model.ts';
import type { ContractAlias } from '../requests.ts';
import { filterInWords, type Compared } from './compare-with-contract.ts';

/** What must be counted before an alias is verified, by what it is for. */
export type Question = 'shows' | 'shouldShow' | 'onlyObserved' | 'both';

export type Counts = Readonly<Partial<Record<Question, Result<number>>>>;

export function questionsOf(compared: Compared): readonly (CountQuestion & { for: Question })[] {
  const { alias, live, observed, isByExecution } = compared;
  const expected = alias.filter;
  return [
    // Also of a name that was not listed: an account may search what it may not list.
    { for: 'shows', target: alias.name },
    ...(live === null
      ? []
      : [
          {
            for: 'shouldShow' as const,
            target: live,
            ...(expected !== null && { condition: expected }),
          },
        ]),
    ...(isByExecution && observed !== null && expected !== null
      ? [
          { for: 'onlyObserved' as const, target: alias.name, condition: not(expected) },
          { for: 'both' as const, target: alias.name, condition: expected },
        ]
      : []),
  ];
}

const valueOf = (counted: Result<number> | undefined): number | null =>
  counted?.ok === true ? counted.value : null;

/** What an alias shows, beside what the index that it is seen on would show under its filter. */
export interface Shown {
  readonly shows: number | null;
  readonly shouldShow: number | null;
}

/**
 * Documents that an alias shows beyond what it should, by every one of these counts; 0 where one is
 * not known. Even the counts of one request are of different moments: what is written meanwhile is
 * in some of them only.
 */
export function moreShown(counted: readonly Shown[]): number {
  const shows = counted.flatMap((one) => one.shows ?? []);
  const shouldShow = counted.flatMap((one) => one.shouldShow ?? []);
  if ([shows, shouldShow].some(({ length }) => length < counted.length)) return 0;
  return Math.max(0, Math.min(...shows) - Math.max(...shouldShow));
}

/** What the account lacks where it sees nothing, or a part: after a colon. */
export const missingRight =
  'the account of this console may not see it. Let it list and read all indexes and aliases ' +
  '(view_index_metadata, monitor, read)';

/** A name that was not listed, and what searching by it says, where all names would be listed. */
function verifyUnlisted(
  name: string,
  shows: Result<number> | undefined,
  isPartHidden: boolean,
): { readonly state: AliasVerdict; readonly says: string } {
  const kind = shows?.ok === false ? shows.fault.kind : null;
  if (shows?.ok === true)
    return {
      state: 'not-known',
      says: `Something is called ${name}, and ${missingRight}.`,
    };
  if (kind === 'forbidden' || isPartHidden)
    return { state: 'not-known', says: `Whether ${name} is there is not known: ${missingRight}.` };
  if (kind === 'not-found') return { state: 'missing', says: `${name} is missing.` };
  return { state: 'not-known', says: `Whether ${name} is there is not known.` };
}

/** `: it shows 70,914 documents instead of 58,201`, as far as both are known. */
function insteadOf(shows: number | null, shouldShow: number | null): string {
  if (shows === null || shouldShow === null) return '';
  return shows === shouldShow
    ? `: it shows ${countOf(shows, 'document')} today, as it should`
    : `: it shows ${countOf(shows, 'document')} instead of ${count(shouldShow)}`;
}

function differenceOf(
  { alias: { name, filter }, live, observed }: Compared,
  shows: number | null,
  shouldShow: number | null,
): string {
  if (observed === null) return `${name} is missing.`;
  if (!observed.isAlias)
    return (
      `${name} is an index, not an alias: created by a service that started while the alias was ` +
      'missing; it will never be updated.'
    );
  if (observed.targets.length > 1) {
    const extra = observed.targets.filter((index) => index !== live);
    const verb = extra.length === 1 ? 'An extra index is' : 'Extra indexes are';
    return `${verb} behind ${name}: ${someWords(extra)}. Readers get all of them.`;
  }
  const numbers = insteadOf(shows, shouldShow);
  const [target] = observed.targets;
  if (live !== null && target !== live)
    return `${name} points at ${String(target)} instead of ${live}${numbers}.`;
  if (live === null) return `${name} points at ${String(target)}, which no run has made.`;
  if (observed.routing !== null)
    return `${name} reads one part of the index only (${observed.settings ?? ''})${numbers}.`;
  if (observed.settings !== null) return `${name} is ${observed.settings}${numbers}.`;
  if (observed.filter === null) return `${name} has no filter${numbers}.`;
  return filter === null
    ? `${name} has a filter that the contract does not name${numbers}.`
    : `${name} has another filter${numbers}.`;
}

const isRefusedFilter = (counted: Result<number> | undefined): boolean =>
  counted?.ok === false && counted.fault.kind === 'invalid';
const isForbidden = (counted: Result<number> | undefined): boolean =>
  counted?.ok === false && counted.fault.kind === 'forbidden';
const isAnyForbidden = (counts: Counts): boolean => Object.values(counts).some(isForbidden);

const shownBy = ({ alias, isByExecution }: Compared, counts: Counts): Shown => ({
  shows: valueOf(isByExecution && alias.filter !== null ? counts.both : counts.shows),
  shouldShow: valueOf(counts.shouldShow),
});

/** It shows more than the one index on which it is seen: written meanwhile, or of another index. */
export const isDoubtful = (compared: Compared, counts: Counts): boolean =>
  (compared.state === 'matches' || compared.isByExecution) &&
  moreShown([shownBy(compared, counts)]) > 0;

/**
 * Of an alias that is as the contract says on the one index that was listed: what it shows beyond
 * that index comes from others, which the account may not list. Less may be one that lags.
 */
const hiddenBehind = (
  name: string,
  more: number,
): { readonly state: AliasVerdict; readonly says: string } => ({
  state: 'not-known',
  says:
    `${name} shows ${countOf(more, 'document')} more than the index that it is seen on would: ` +
    `it may lead to another index, and ${missingRight}.`,
});

/** Of a filter that cannot be read: the documents tell, or nothing does. */
function verifyByExecution(
  { alias: { name, filter } }: Compared,
  counts: Counts,
  more: number,
): { readonly state: AliasVerdict; readonly says: string } {
  const shows = valueOf(counts.shows);
  const shouldShow = valueOf(counts.shouldShow);
  const onlyObserved = filter === null ? 0 : valueOf(counts.onlyObserved);
  const both = filter === null ? shows : valueOf(counts.both);
  if (shows === null || shouldShow === null || onlyObserved === null || both === null)
    return {
      state: 'not-known',
      says:
        `${name} has a filter that the console cannot read, and its documents could not be ` +
        `counted${isAnyForbidden(counts) ? `: ${missingRight}` : ''}.`,
    };
  const onlyExpected = Math.max(0, shouldShow - both);
  if (onlyObserved === 0 && onlyExpected === 0)
    return more > 0
      ? hiddenBehind(name, more)
      : {
          state: 'matches',
          says:
            `${name} has another text for its filter, and shows the same ` +
            `${countOf(shows, 'document')} today.`,
        };
  const parts = [
    onlyObserved > 0 && `shows ${countOf(onlyObserved, 'document')} that the contract would not`,
    onlyExpected > 0 && `leaves out ${countOf(onlyExpected, 'document')} that it would show`,
  ].filter((part) => part !== false);
  return { state: 'different', says: `${name} has another filter: it ${parts.join(' and ')}.` };
}

function verify(
  compared: Compared,
  counts: Counts,
  more: number,
  isPartHidden: boolean,
): { readonly state: AliasVerdict; readonly says: string } {
  const { alias, observed, health, isByExecution } = compared;
  const { name } = alias;
  if (observed === null) return verifyUnlisted(name, counts.shows, isPartHidden);
  if (health === 'closed')
    return {
      state: compared.state === 'matches' ? 'unreadable' : compared.state,
      says: `${name} leads to a closed index: every search through it fails.`,
    };
  const isRefused = isRefusedFilter(counts.shows);
  if (isRefused && compared.state === 'matches')
    return {
      state: 'unreadable',
      says:
        `${name} is as the contract says, and every search through it fails: the search engine ` +
        'refuses its filter, as it does while a field that the filter reads is in no document yet.',
    };
  if (isRefused)
    return {
      state: 'different',
      says: `${name} has a filter that the search engine refuses: every search through it fails.`,
    };
  if (isByExecution) return verifyByExecution(compared, counts, more);
  if (compared.state === 'different')
    return {
      state: 'different',
      says: differenceOf(compared, valueOf(counts.shows), valueOf(counts.shouldShow)),
    };
  if (compared.state === 'unreadable')
    return {
      state: 'unreadable',
      says: `${name} leads to a red index: not all of it can be read.`,
    };
  return more > 0
    ? hiddenBehind(name, more)
    : { state: 'matches', says: `${name} is as the contract says.` };
}

/**
 * The verdict on one alias, once its documents are counted. `isPartHidden`: the account may not
 * list the indexes, so that what it does not find may be there. `earlier`: the same, counted just
 * before.
 */
export function checkOf(
  compared: Compared,
  counts: Counts,
  isPartHidden = false,
  earlier: readonly Counts[] = [],
): AliasCheck {
  const { alias, live, observed, health, isByExecution } = compared;
  const more = moreShown([counts, ...earlier].map((one) => shownBy(compared, one)));
  const { state, says } = verify(compared, counts, more, isPartHidden);
  // What would put it right is refused as well.
  const isForNothing =
    (state === 'missing' || state === 'different') && isRefusedFilter(counts.shouldShow);
  const isCompared = observed?.isAlias === true && state !== 'not-known';
  return {
    name: alias.name,
    state,
    expected: { target: live ?? alias.target, filter: filterInWords(alias.filter) },
    observed,
    comparedBy: isCompared && isByExecution ? 'execution' : 'meaning',
    shows: observed === null ? null : valueOf(counts.shows),
    shouldShow: valueOf(counts.shouldShow),
    health,
    searchFails: health === 'closed' || isRefusedFilter(counts.shows),
    says: isForNothing
      ? `${says} The search engine refuses the filter that the contract has for it.`
      : says,
  };
}

/** Why indexes and aliases could not be listed: after a colon. */
export const whyUnlisted = (fault: Fault | null): string =>
  fault?.kind === 'forbidden' ? missingRight : 'the search engine does not answer';

const unknownSays = (name: string, fault: Fault | null): string =>
  fault?.kind === 'busy'
    ? `What ${name} is now is being read.`
    : `What ${name} is now is not known: ${whyUnlisted(fault)}.`;

/** Of an account that may not list the aliases, in a sentence. */
export const refusedList = `What the aliases are now is not known: ${missingRight}.`;

/** Nothing could be read: nothing is claimed. */
export function unknownContract(
  contract: readonly ContractAlias[],
  fault: Fault | null,
): readonly AliasCheck[] {
  return contract.map(({ name, target, filter }) => ({
    name,
    state: 'not-known',
    expected: { target, filter: filterInWords(filter) },
    observed: null,
    comparedBy: 'meaning',
    shows: null,
    shouldShow: null,
    health: null,
    searchFails: false,
    says: unknownSays(name, fault),
  }));
}
