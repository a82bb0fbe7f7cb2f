/** What of a copy is said at a time, in words; pure. */
import { londonDate, londonMidnight } from '#lib/kernel/clock.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { sentences, someWords } from '#lib/kernel/words/text.ts';
import { agoWords, dayWords, nearWords, rangeWords, timeWords } from '#lib/kernel/words/times.ts';
import type {
  DataRefresh,
  PlannedWork,
  SupportCopy,
  SupportFacts,
  SupportProblem,
  SupportService,
} from './model.ts';

/** A copy is renewed every few seconds: one that is older was not. */
const oldAfterMs = 60_000;
const daysShown = 7;

export interface ShownPast {
  readonly id: string;
  readonly title: string;
  readonly day: string;
  readonly times: string;
}

export interface ShownPlan extends PlannedWork {
  readonly day: string;
  readonly times: string;
}

/** An environment as it is shown at a time. */
export interface Shown {
  readonly environment: SupportFacts['environment'];
  readonly now: Date;
  readonly checkedAt: Date;
  /** What it says was so then, and nobody knows what is so now. */
  readonly isOld: boolean;
  readonly headline: string;
  readonly lead: string;
  readonly checked: string;
  readonly problems: readonly SupportProblem[];
  readonly services: readonly SupportService[];
  readonly planned: readonly ShownPlan[];
  readonly refresh: string | null;
  /** The newest first. */
  readonly past: readonly ShownPast[];
}

/** Nobody has looked for long: what worked then may not work now. */
const asNotKnown = (service: SupportService, checkedAt: Date, now: Date): SupportService =>
  service.state === 'problem'
    ? service
    : {
        ...service,
        state: 'cannot-tell',
        note:
          service.state === 'working'
            ? `It was working ${nearWords(checkedAt, now)}.`
            : service.note,
        since: null,
      };

const namesIn = (
  services: readonly SupportService[],
  ...states: readonly SupportService['state'][]
): string[] => services.filter(({ state }) => states.includes(state)).map(({ name }) => name);

function headlineOf(
  problems: readonly SupportProblem[],
  services: readonly SupportService[],
  isOld: boolean,
): string {
  if (isOld) return 'We cannot tell what is working now';
  const isBad = [...problems, ...services].some(({ state }) => state === 'problem');
  if (isBad) return 'Some things are not working';
  const isPartly = [...problems, ...services].some(({ state }) => state === 'partly');
  if (isPartly) return 'Some things work only in part';
  const known = services.filter(({ state }) => state !== 'cannot-tell');
  if (known.length === 0) return 'We cannot tell whether everything is working';
  return known.length < services.length
    ? 'Everything that we can check is working'
    : 'Everything is working';
}

function leadOf(
  problems: readonly SupportProblem[],
  services: readonly SupportService[],
  copy: { readonly isOld: boolean; readonly checkedAt: Date; readonly now: Date },
): string {
  const working = namesIn(services, 'working');
  const unknown = namesIn(services, 'cannot-tell');
  const planned = namesIn(services, 'planned');
  if (copy.isOld)
    return (
      `This page could not be renewed since ${nearWords(copy.checkedAt, copy.now)}. What it says ` +
      'was so then.'
    );
  const troubles = problems.map(({ title }) => title);
  return sentences(
    troubles.length > 0 && `${countOf(troubles.length, 'problem')} now: ${someWords(troubles)}`,
    working.length > 0 && `Working: ${someWords(working)}`,
    planned.length > 0 && `Planned work or switched off on purpose: ${someWords(planned)}`,
    unknown.length > 0 && `We cannot tell about ${someWords(unknown)}`,
    services.length === 0 && 'Nothing of this environment is checked yet.',
  );
}

function refreshWords({ kind, at }: DataRefresh, now: Date): string {
  const when = at === null ? '' : ` ${nearWords(new Date(at), now)}`;
  const since = at === null ? '' : `, since ${nearWords(new Date(at), now)}`;
  switch (kind) {
    case 'running':
      return `A data refresh is running${since}. Users keep the lists of before until it is done.`;
    case 'in-place':
      return `A data refresh is running${since}. Lists may be incomplete until it is done.`;
    case 'trial':
      return `A trial of a data refresh is running${since}. It changes nothing.`;
    case 'stopped':
      return 'A data refresh has come to a stop. Users keep the lists that they have.';
    case 'done':
      return `Data was last refreshed${when}.`;
  }
}

const isWithin = (at: string, from: Date): boolean => new Date(at) >= from;

function pastOf(problems: readonly SupportProblem[], now: Date): readonly ShownPast[] {
  const from = londonMidnight(londonDate(now), 1 - daysShown);
  return problems
    .filter(({ resolvedAt }) => resolvedAt !== null && isWithin(resolvedAt, from))
    .map(({ id, title, since, resolvedAt }) => {
      const end = new Date(resolvedAt ?? '');
      const begin = new Date(since ?? end);
      return { id, title, day: dayWords(begin, now), times: rangeWords(begin, end), end };
    })
    .sort((a, b) => b.end.getTime() - a.end.getTime())
    .map(({ end: _, ...past }) => past);
}

function planOf(work: PlannedWork, now: Date): ShownPlan {
  const [from, to] = [new Date(work.fromAt), new Date(work.toAt)];
  const isUnderWay = from <= now;
  const isOneDay = londonDate(from) === londonDate(to);
  return {
    ...work,
    day: isUnderWay ? 'Under way now' : dayWords(from, now),
    times: isUnderWay
      ? `until ${nearWords(to, now)}`
      : isOneDay
        ? rangeWords(from, to)
        : `${timeWords(from)} to ${dayWords(to, now)} at ${timeWords(to)}`,
  };
}

/** An environment of a copy, as it is shown at a time. */
export function show({ checkedAt: at }: SupportCopy, facts: SupportFacts, now: Date): Shown {
  const checkedAt = new Date(at);
  const isOld = now.getTime() - checkedAt.getTime() > oldAfterMs;
  const problems = facts.problems.filter(({ resolvedAt }) => resolvedAt === null);
  const services = isOld
    ? facts.services.map((one) => asNotKnown(one, checkedAt, now))
    : facts.services;
  const age = agoWords(checkedAt, now);
  return {
    environment: facts.environment,
    now,
    checkedAt,
    isOld,
    headline: headlineOf(problems, services, isOld),
    lead: leadOf(problems, services, { isOld, checkedAt, now }),
    checked: `Checked ${nearWords(checkedAt, now)} (${age}).`,
    problems,
    services,
    planned: facts.planned
      .filter(({ toAt }) => new Date(toAt) > now)
      .map((work) => planOf(work, now)),
    refresh: facts.refresh === null || isOld ? null : refreshWords(facts.refresh, now),
    past: pastOf(facts.problems, now),
  };
}

/** Production where there is one, else the first that is configured; or the one that is named. */
export function environmentOf(
  { environments }: SupportCopy,
  name: string | null,
): SupportFacts | null {
  if (name !== null && name !== '')
    return environments.find(({ environment }) => environment.name === name) ?? null;
  const production = environments.find(({ environment }) => environment.isProduction);
  return production ?? environments[0] ?? null;
}
