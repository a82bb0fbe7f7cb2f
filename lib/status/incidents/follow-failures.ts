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

const isNotUp = ({ state }: WatchedProbe): boolean => state !== 'up';

/**
 * Opens, goes on with and resolves the incidents of an environment by how its probes are now; to
 * be called in the transaction that changed a state. Called again, it changes nothing, and tells
 * nobody of what was told. What is off on purpose opens none, and with it what needs it; one that
 * is open goes on, and nobody is told of it meanwhile.
 */
export async function followFailures(
  tx: Transaction,
  environment: string,
  dependencies: Dependencies,
): Promise<void> {
  const probes = await watchedProbes(tx, environment);
  const unresolved = await unresolvedIncidents(tx, environment);
  const gatherings = gatherFailures(
    probes.map((probe) => ({ ...probe, dependsOn: dependencies.get(probe.id) ?? [] })),
  );
  if (!gatherings.some(({ isDown }) => isDown) && unresolved.length === 0) return;
  const byId = new Map(probes.map((probe) => [probe.id, probe]));
  const at = await databaseTime(tx);
  const nameOf = (id: string): string => byId.get(id)?.name ?? id;
  const probesOf = ({ id, followers }: Gathering): WatchedProbe[] =>
    [id, ...followers].flatMap((one) => byId.get(one) ?? []);
  const isOff = (id: string): boolean => byId.get(id)?.isOff ?? false;
  const opens = ({ id, followers }: Gathering): boolean =>
    !isOff(id) && [id, ...followers].some((one) => !isOff(one) && byId.get(one)?.state === 'down');
  const factsOf = (gathering: Gathering): IncidentFacts => {
    const { id, root, doubts, ruledOut, since } = gathering;
    return {
      title: `${nameOf(id)} ${stateWords[byId.get(id)?.state ?? 'down']}`,
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
    const { state, says } = byId.get(gathering.id) ?? {};
    const { root, followers } = gathering;
    return noticeOfIncident(
      { environment, id, title },
      {
        severity: state === 'degraded' ? 'warning' : 'critical',
        isResolved: false,
        text: sentences(
          says ?? undefined,
          root === null ? 'The root is not known' : `The likely root is ${nameOf(root)}`,
          followers.length > 0 && `With it fails: ${someWords(followers.map(nameOf))}`,
        ),
      },
    );
  };
  const titleOf = new Map(unresolved.map(({ id, title }) => [id, title]));
  const end = async (id: number, text: string, title = titleOf.get(id) ?? ''): Promise<void> => {
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
    const text = parts.some((part) => byId.has(part))
      ? 'All of it works again.'
      : 'Nobody asks any more whether it works.';
    await end(id, text);
  }
  for (const { id, holder, parts } of unresolved.filter(({ id }) => plan.wait.includes(id))) {
    const notKnown = parts.flatMap((part) => byId.get(part) ?? []).filter(isNotUp);
    const [first] = notKnown;
    if (first === undefined) continue;
    const title = `${first.name} ${stateWords[first.state]}`;
    const unsure = { isRootKnown: false, doubts: [], ruledOut: [] };
    await saveFacts(tx, id, { ...unsure, title, holder, since: first.since });
    await saveParts(tx, id, notKnown, at);
  }
  for (const { id, gathering } of plan.goOn) {
    const facts = factsOf(gathering);
    const hasChanged = await saveFacts(tx, id, facts);
    await saveParts(tx, id, probesOf(gathering), at);
    if (hasChanged && !isOff(gathering.id)) await notify(tx, noticeOf(id, gathering, facts.title));
  }
  for (const gathering of plan.open.filter(opens)) {
    const facts = factsOf(gathering);
    const id = await insertIncident(tx, { ...facts, environment, openedBy: system });
    await saveParts(tx, id, probesOf(gathering), at);
    const says = byId.get(gathering.id)?.says;
    const text = sentences(facts.title, says ?? undefined);
    await addUpdate(tx, id, { actor: system, state: 'investigating', text });
    await notify(tx, noticeOf(id, gathering, facts.title));
  }
}
