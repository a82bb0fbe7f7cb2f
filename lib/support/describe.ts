/** What is known of an environment, in the words of the support page; pure. */
import { isOpenDrift } from '#lib/indexes/index.ts';
import { isUnbuilt } from '#lib/indexes/model.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { listWords, sentences } from '#lib/kernel/words/text.ts';
import {
  contractName,
  isWritten,
  type IncidentView,
  type MaintenanceView,
  type ProbeNow,
} from '#lib/status/index.ts';
import type {
  DataRefresh,
  DraftForUsers,
  PlannedWork,
  SupportFacts,
  SupportProblem,
  SupportService,
  SupportState,
} from './model.ts';
import { hasHostName, plainNameOf } from './plain-names.ts';
import type { ReadFacts } from './read-facts.ts';

/** A users' page and whether all of it is right; pages that read no list are not looked at. */
interface PageNow {
  readonly page: string;
  readonly state: Extract<SupportState, 'working' | 'cannot-tell' | 'problem'>;
}

function pagesOf({ lists }: ReadFacts): readonly PageNow[] {
  if (lists === null) return [];
  const { pages, now } = lists.affected;
  const isUnknown = isUnbuilt(lists) || lists.failedSince !== null;
  const verdicts = new Map<string, string[]>();
  for (const [at, { page, reads }] of pages.entries())
    if (reads !== null)
      verdicts.set(page, [...(verdicts.get(page) ?? []), now.verdicts[at] ?? 'not-known']);
  return [...verdicts].map(([page, all]) => ({
    page,
    state:
      isUnknown || all.every((one) => one === 'not-known')
        ? 'cannot-tell'
        : all.some((one) => one !== 'right' && one !== 'not-known')
          ? 'problem'
          : all.includes('not-known')
            ? 'cannot-tell'
            : 'working',
  }));
}

/** What users read of lists that are not right; of pages that are right the last one says so. */
function wrongLists({ lists }: ReadFacts): string {
  if (lists === null) return '';
  const { pages, now, says } = lists.affected;
  const names = [...new Set(pages.map(({ page }) => page))];
  const isRight = (name: string): boolean =>
    pages.every(({ page }, at) => page !== name || now.verdicts[at] === 'right');
  return (names.some(isRight) ? says.slice(0, -1) : says).join(' ');
}

const rightPages = (pages: readonly PageNow[]): string | null => {
  const right = pages.filter(({ state }) => state === 'working').map(({ page }) => page);
  return right.length === 0 ? null : `${listWords(right, 'and')}.`;
};

function listsProblem(facts: ReadFacts, pages: readonly PageNow[]): SupportProblem | null {
  const { lists } = facts;
  if (lists === null || !pages.some(({ state }) => state === 'problem')) return null;
  const open = lists.drifts.filter(isOpenDrift);
  const since = open.map((drift) => drift.since).sort()[0] ?? null;
  const isFilled = lists.ahead.length > 0 && open.length === 0;
  const affected = wrongLists(facts);
  return {
    id: 'lists',
    title: isFilled
      ? 'Lists are incomplete while data is refreshed'
      : 'Some lists do not show what they should',
    state: isFilled ? 'partly' : 'problem',
    since,
    resolvedAt: null,
    updatedAt: since,
    affected,
    stillRight: rightPages(pages),
    tellUsers: sentences(affected, 'Please do not act on what they show until we say it is right'),
    isDraft: true,
    doing: isFilled ? 'The data refresh that is running puts it right when it ends.' : null,
    nextUpdateAt: null,
  };
}

/** By names of probes, which are unique in an environment. */
type Named = ReadonlyMap<string, ProbeNow>;

const doingOf: Readonly<Record<IncidentView['state'], string>> = {
  investigating: 'We are looking for the cause.',
  identified: 'We know the cause and are putting it right.',
  monitoring: 'It has been put right. We are watching whether it stays so.',
  resolved: 'It is fixed.',
};

interface Described {
  readonly incident: IncidentView;
  readonly problem: SupportProblem;
}

const stateOf: Readonly<Record<ProbeNow['state'], SupportState>> = {
  up: 'working',
  degraded: 'partly',
  down: 'problem',
  'not-known': 'cannot-tell',
};

const mostNamed = 5;

/** Of pages that need what fails, by the inventory; null: none is recorded. */
function usersPages({ affected }: IncidentView): string | null {
  const names = [
    ...new Set(
      (affected ?? []).flatMap(({ of, name }) =>
        of === 'users' && !hasHostName(name) ? name : [],
      ),
    ),
  ];
  if (names.length === 0) return null;
  const named = names.slice(0, mostNamed);
  const more = names.length - named.length;
  return more === 0
    ? `Anyone using ${listWords(named, 'or')}.`
    : `Anyone using ${named.join(', ')} or ${countOf(more, 'other page')}.`;
}

/** What opened by itself has a title of names that support staff do not know. */
function plainIncident(
  incident: IncidentView,
  named: Named,
  pages: readonly PageNow[],
): Pick<SupportProblem, 'title' | 'state' | 'affected'> & { readonly draft: string | null } {
  if (!incident.isOfProbes)
    return { title: incident.title, state: 'problem', affected: null, draft: null };
  const parts = incident.parts.filter(({ endedAt }) => endedAt === null);
  const shown = parts.length > 0 ? parts : incident.parts;
  const [first] = shown;
  const subject = incident.root ?? first?.name ?? incident.title;
  const plain = plainNameOf(named.get(subject) ?? { id: '', name: subject, kind: '' });
  const isPartly = parts.length > 0 && parts.every(({ state }) => state === 'degraded');
  const all = pages.map(({ page }) => page);
  const using = usersPages(incident);
  return {
    title: plain.title ?? `${plain.name}: ${isPartly ? 'works only in part' : 'not working'}`,
    state: isPartly ? 'partly' : 'problem',
    affected:
      plain.isSearch && all.length > 0
        ? `Anyone using ${listWords(all, 'or')}.`
        : (using ?? plain.affected),
    draft: `We have a problem with this: ${plain.name}. Our checks have found it.`,
  };
}

/** What is said where nobody has written for users yet, and only that may be said. */
const notDescribed = (resolvedAt: string | null) => ({
  title: resolvedAt === null ? 'Something is not working' : 'Something was not working',
  affected: null,
  tellUsers:
    resolvedAt === null
      ? 'We know of a problem and are describing it. More is said here soon.'
      : null,
  isDraft: true,
});

function problemOf(
  incident: IncidentView,
  named: Named,
  pages: readonly PageNow[],
  isReviewed: boolean,
): SupportProblem {
  const { state, draft, ...drafted } = plainIncident(incident, named, pages);
  const { forUsers } = incident;
  const written = incident.updates.find(isWritten);
  const told = incident.updates.find((one) => one.actor === 'system' || isWritten(one));
  const isSeen = forUsers !== null || written !== undefined || incident.owner !== null;
  const at = told?.at ?? incident.since;
  const said =
    forUsers !== null
      ? {
          title: forUsers.title,
          affected: forUsers.affected,
          tellUsers: forUsers.text,
          isDraft: false,
        }
      : isReviewed
        ? notDescribed(incident.resolvedAt)
        : { ...drafted, tellUsers: written?.text ?? draft, isDraft: written === undefined };
  return {
    id: `incident-${incident.id}`,
    ...said,
    state,
    since: incident.since,
    resolvedAt: incident.resolvedAt,
    updatedAt: forUsers !== null && forUsers.at > at ? forUsers.at : at,
    stillRight: null,
    doing: isSeen || incident.resolvedAt !== null ? doingOf[incident.state] : null,
    nextUpdateAt: incident.nextUpdateAt,
  };
}

/** From what is known of it: what was written for users, or else the last update, or a draft. */
export function draftForUsers(incident: IncidentView, probes: readonly ProbeNow[]): DraftForUsers {
  const { title, affected, tellUsers } = problemOf(
    incident,
    new Map(probes.map((probe) => [probe.name, probe])),
    [],
    false,
  );
  return { title, affected, text: tellUsers };
}

function isOfContract({ parts }: IncidentView): boolean {
  const going = parts.filter(({ endedAt }) => endedAt === null);
  return going.length > 0 && going.every(({ name }) => name === contractName);
}

/** A draft of the drift that the lists tell of better; what people write of it stays. */
const isShownByLists = ({ incident, problem }: Described): boolean =>
  problem.isDraft && isOfContract(incident);

/** Of lists too nothing is drafted where only what was written may be said. */
function reviewedLists(
  lists: SupportProblem | null,
  incidents: readonly IncidentView[],
): SupportProblem | null {
  if (lists === null || incidents.some(isOfContract)) return null;
  return { ...lists, ...notDescribed(null), stillRight: null, doing: null };
}

const stateOfProbe = ({ off, state }: ProbeNow): SupportState =>
  off === null ? stateOf[state] : 'planned';

/** What is asked for real, by plain names; those of one name together, as bad as the worst. */
function servicesOf(
  probes: readonly ProbeNow[],
  incidents: readonly IncidentView[],
): readonly SupportService[] {
  const concerned = new Set(
    incidents
      .filter(({ resolvedAt }) => resolvedAt === null)
      .flatMap(({ parts }) => parts.filter((one) => one.endedAt === null).map(({ name }) => name)),
  );
  return probes
    .filter(({ isReal }) => isReal)
    .map((probe) => {
      const { name, note } = plainNameOf(probe);
      const state = stateOfProbe(probe);
      const unknown = 'Our check does not work. If users report trouble, tell us.';
      const notes: Readonly<Record<SupportState, string | null>> = {
        working: note,
        planned: probe.off?.reason === 'maintenance' ? 'Planned work' : 'Switched off on purpose',
        'cannot-tell': unknown,
        partly: concerned.has(probe.name) ? 'See above' : note,
        problem: concerned.has(probe.name) ? 'See above' : note,
      };
      return { name, note: notes[state], state, since: probe.since };
    });
}

const pageServices = (pages: readonly PageNow[]): readonly SupportService[] =>
  pages.map(({ page, state }) => ({
    name: page,
    note:
      state === 'problem'
        ? 'See above'
        : state === 'cannot-tell'
          ? 'What users see could not be read. If users report trouble, tell us.'
          : null,
    state,
    since: null,
  }));

function refreshOf({ sync, environment }: ReadFacts): DataRefresh | null {
  if (sync === undefined) return null;
  const { active, settledAt } = sync;
  if (active === null) return settledAt === null ? null : { kind: 'done', at: settledAt };
  const at = active.startedAt ?? active.queuedAt;
  if (active.dry) return { kind: 'trial', at };
  if (active.state === 'stalled') return { kind: 'stopped', at };
  return { kind: environment.isObserved ? 'in-place' : 'running', at };
}

/** How much of what is over readers of feeds still see. */
const mostBefore = 20;

const isAhead = ({ state }: MaintenanceView): boolean =>
  state === 'under-way' || state === 'planned';

const plannedWork = (view: MaintenanceView): PlannedWork => {
  const { id, title, text, fromAt, toAt, plannedAt, changedAt, endedAt } = view;
  return {
    id: `planned-${id}`,
    title,
    text,
    fromAt,
    toAt,
    plannedAt,
    updatedAt: changedAt,
    endedAt,
  };
};

const badness = ({ state, resolvedAt }: SupportProblem): number =>
  resolvedAt !== null ? 2 : state === 'problem' ? 0 : 1;

/**
 * What the page says of an environment, as it is kept; `isReviewed`: of incidents only what
 * somebody wrote for users.
 */
export function describe(facts: ReadFacts, isReviewed: boolean): SupportFacts {
  const { name, title, isProduction, hasSyntheticPeople } = facts.environment;
  const pages = pagesOf(facts);
  const named: Named = new Map(facts.probes.map((probe) => [probe.name, probe]));
  const drafted = listsProblem(facts, pages);
  const lists = isReviewed ? reviewedLists(drafted, facts.incidents) : drafted;
  const incidents = facts.incidents
    .map((incident): Described => ({
      incident,
      problem: problemOf(incident, named, pages, isReviewed),
    }))
    .filter((one) => lists === null || !isShownByLists(one));
  const problems = [...incidents.map(({ problem }) => problem), ...(lists === null ? [] : [lists])];
  return {
    environment: { name, title, isProduction, hasSyntheticPeople },
    problems: problems.sort((a, b) => badness(a) - badness(b)),
    services: [...pageServices(pages), ...servicesOf(facts.probes, facts.incidents)],
    planned: facts.maintenance.filter(isAhead).map(plannedWork),
    plannedBefore: facts.maintenance
      .filter((one) => !isAhead(one))
      .slice(0, mostBefore)
      .map(plannedWork),
    refresh: refreshOf(facts),
  };
}
