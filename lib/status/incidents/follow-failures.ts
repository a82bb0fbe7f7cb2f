import type { Transaction } from '#lib/platform/database/database.ts';
import { databaseTime } from '#lib/platform/database/database-time.ts';
import { sentences, someWords } from '#lib/kernel/words/text.ts';
import { notify, type Notice } from '#lib/notify/index.ts';
import { gatherFailures, type Gathering } from './gather-failures.ts';
import {
  addUpdate,
  insertIncident,
  saveFacts,
  saveParts,
  unresolvedIncidents,
  watchedProbes,
  type IncidentFacts,
  type WatchedProbe,
} from './incident-store.ts';
import type { KnownThing } from '../known/known-things.ts';
import { noticeOfEnd, noticeOfIncident } from './notices.ts';
import { planIncidents } from './plan-incidents.ts';

const system = 'system';

/** What each probe needs, by the ids of both. */
export type Dependencies = ReadonlyMap<string, readonly string[]>;

const stateWords = {
  up: 'works',
  degraded: 'is degraded',
  down: 'is down',
  'not-known': 'is not known',
};

/** What other features know of, and whether it is off on purpose. */
export interface WatchedThing extends KnownThing {
  readonly isOff: boolean;
}

/** It is known at the moment at which it happens, and not asked for again and again. */
const watchedThing = (environment: string, thing: WatchedThing) => ({
  ...thing,
  environment,
  state: thing.title === null ? ('up' as const) : ('down' as const),
  everyMs: 0,
  isEvent: true,
});

interface Watching extends WatchedProbe {
  /** Of an event that is not over: what it is called. */
  readonly title?: string | null;
}

const titleOf = ({ title, name, state }: Watching): string =>
  title ?? `${name} ${stateWords[state]}`;

const isNotUp = ({ state }: WatchedProbe): boolean => state !== 'up';

/**
 * Opens, goes on with and resolves the incidents of an environment by how its probes are now, and
 * what other features know; to be called in the transaction that changed a state. Called again, it
 * changes nothing, and tells nobody of what was told. What is off on purpose opens none, and with
 * it what needs it; one that is open goes on, and nobody is told of it meanwhile.
 */
export async function followFailures(
  tx: Transaction,
  environment: string,
  dependencies: Dependencies,
  things: readonly WatchedThing[] = [],
): Promise<void> {
  const known = things.map((thing) => watchedThing(environment, thing));
  const probes = await watchedProbes(tx, environment);
  const unresolved = await unresolvedIncidents(tx, environment);
  const gatherings = gatherFailures([
    ...probes.map((probe) => ({ ...probe, dependsOn: dependencies.get(probe.id) ?? [] })),
    ...known,
  ]);
  if (!gatherings.some(({ isDown }) => isDown) && unresolved.length === 0) return;
  const byId = new Map<string, Watching>([...probes, ...known].map((one) => [one.id, one]));
  const at = await databaseTime(tx);
  const nameOf = (id: string): string => byId.get(id)?.name ?? id;
  const partsOf = ({ id, followers }: Gathering): Watching[] =>
    [id, ...followers].flatMap((one) => byId.get(one) ?? []);
  const isOff = (id: string): boolean => byId.get(id)?.isOff ?? false;
  const opens = ({ id, followers }: Gathering): boolean =>
    !isOff(id) && [id, ...followers].some((one) => !isOff(one) && byId.get(one)?.state === 'down');
  const factsOf = (gathering: Gathering): IncidentFacts => {
    const { id, root, doubts, ruledOut, since } = gathering;
    const holder = byId.get(id);
    return {
      title: holder === undefined ? `${id} is down` : titleOf(holder),
      holder: id,
      isRootKnown: root !== null,
      // In an order of their own, so that the same facts change nothing.
      doubts: doubts
        .map((doubt) => ({ name: nameOf(doubt.id), why: doubt.why }))
        .sort((a, b) => a.name.localeCompare(b.name)),
      ruledOut: ruledOut.map(nameOf).sort((a, b) => a.localeCompare(b)),
      since,
    };
  };
  const noticeOf = (id: number, gathering: Gathering, title: string): Notice => {
    const { state, says, isEvent = false } = byId.get(gathering.id) ?? {};
    const { root, followers } = gathering;
    return noticeOfIncident(
      { environment, id, title },
      {
        severity: state === 'degraded' ? 'warning' : 'critical',
        isResolved: false,
        text: sentences(
          says ?? undefined,
          root === null
            ? 'The root is not known'
            : !(isEvent && root === gathering.id) && `The likely root is ${nameOf(root)}`,
          followers.length > 0 && `With it fails: ${someWords(followers.map(nameOf))}`,
        ),
      },
    );
  };
  const knownTitles = new Map(unresolved.map(({ id, title }) => [id, title]));
  const end = async (
    id: number,
    text: string,
    title = knownTitles.get(id) ?? '',
  ): Promise<void> => {
    await saveParts(tx, id, [], at);
    await addUpdate(tx, id, { actor: system, state: 'resolved', text });
    await notify(tx, noticeOfEnd({ environment, id, title }, text));
  };
  const plan = planIncidents(gatherings, unresolved, (id) => byId.get(id)?.state);
  for (const { id, into } of plan.join) {
    const text = `What fails here follows from what fails in incident ${into}.`;
    // It goes on there: its title would say that it works.
    await end(id, text, `Incident ${id} goes on as incident ${into}`);
  }
  for (const id of plan.resolve) {
    const parts = unresolved.find((one) => one.id === id)?.parts ?? [];
    const [only] = parts.length === 1 ? known.filter((one) => one.id === parts[0]) : [];
    const text = parts.some((part) => byId.has(part))
      ? 'All of it works again.'
      : 'Nobody asks any more whether it works.';
    await end(id, only?.says ?? text);
  }
  for (const { id, holder, parts } of unresolved.filter(({ id }) => plan.wait.includes(id))) {
    const notKnown = parts.flatMap((part) => byId.get(part) ?? []).filter(isNotUp);
    const [first] = notKnown;
    if (first === undefined) continue;
    const title = titleOf(first);
    const unsure = { isRootKnown: false, doubts: [], ruledOut: [] };
    await saveFacts(tx, id, { ...unsure, title, holder, since: first.since });
    await saveParts(tx, id, notKnown, at);
  }
  for (const { id, gathering } of plan.goOn) {
    const facts = factsOf(gathering);
    const hasChanged = await saveFacts(tx, id, facts);
    await saveParts(tx, id, partsOf(gathering), at);
    if (hasChanged && !isOff(gathering.id)) await notify(tx, noticeOf(id, gathering, facts.title));
  }
  for (const gathering of plan.open.filter(opens)) {
    const facts = factsOf(gathering);
    const id = await insertIncident(tx, { ...facts, environment, openedBy: system });
    await saveParts(tx, id, partsOf(gathering), at);
    const says = byId.get(gathering.id)?.says;
    const text = sentences(facts.title, says ?? undefined);
    await addUpdate(tx, id, { actor: system, state: 'investigating', text });
    await notify(tx, noticeOf(id, gathering, facts.title));
  }
}
