import { done } from '#lib/kernel/result.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { durationWords } from '#lib/kernel/words/times.ts';
import type { EngineHealth, NodesHealth, Work } from '#lib/platform/search/engine-health.ts';
import type { HealthFinding, HealthVerdict } from './model.ts';
import { assessPart, ourRule, type Assessment, type Subject } from './finding.ts';
import type { Recent } from './recent.ts';

const subject = (key: string, name: string): Subject => ({
  key,
  group: 'load',
  name,
  right: 'cluster:monitor/nodes/stats',
});

/** What the nodes say, and what they did since an earlier look; null: this is the first. */
interface Load {
  readonly now: NodesHealth;
  readonly recent: Recent | null;
}

const highHeap = 85;
/** https://opensearch.org/docs/latest/install-and-configure/configuring-opensearch/circuit-breaker/ */
const fullHeap = 95;

function assessHeap({ nodes }: NodesHealth): Assessment {
  const most = Math.max(0, ...nodes.map(({ heapPercent }) => heapPercent));
  const value = `${String(most)}%` + (nodes.length > 1 ? ' on the fullest node' : '');
  const source =
    `${ourRule} from ${String(highHeap)}%, and the engine’s circuit breaker, which turns ` +
    `requests away from ${String(fullHeap)}%`;
  if (most < highHeap)
    return {
      value,
      state: 'good',
      says: 'There is memory for searches of users and for the writes of a sync.',
      source,
    };
  return {
    value,
    state: most >= fullHeap ? 'needs-a-person' : 'worth-a-look',
    says:
      most >= fullHeap
        ? 'Memory is used up: searches of users and writes of a sync are turned away.'
        : 'Memory runs short: answers become slower, and from 95% on requests are turned away. A ' +
          'sync adds to it.',
    source,
  };
}

const over = (recent: Recent): string => `in the last ${durationWords(recent.overMs)}`;

interface Turned {
  readonly what: string;
  readonly known: number | null;
  readonly sinceStart: number;
  readonly recent: Recent | null;
  readonly state: HealthVerdict;
  readonly means: string;
}

/** Requests that were turned away: only new ones say how it is now. */
function assessTurned({ what, known, sinceStart, recent, state, means }: Turned): Assessment {
  if (recent === null || known === null)
    return {
      value: `${count(sinceStart)} since the nodes started`,
      state: sinceStart === 0 ? 'good' : 'worth-a-look',
      says:
        sinceStart === 0
          ? `No ${what} was turned away.`
          : `Whether any ${what} is turned away now is known at the next look. ${means}`,
    };
  const value = `${count(known)} ${over(recent)}`;
  return known === 0
    ? {
        value,
        state: 'good',
        says:
          `No ${what} was turned away.` +
          (sinceStart === 0 ? '' : ` ${count(sinceStart)} since the nodes started.`),
      }
    : { value, state, says: means };
}

const total = (nodes: NodesHealth, of: (node: NodesHealth['nodes'][number]) => number): number =>
  nodes.nodes.reduce((sum, node) => sum + of(node), 0);

const slowSearchMs = 500;
const stuckSearchMs = 2_000;

const meanMs = ({ times, ms }: Work): number => ms / times;
const msWords = (ms: number): string => (ms < 1 ? 'less than 1 ms' : `${count(Math.round(ms))} ms`);

/** The mean of a kind of work, lately or since the start where there is no earlier look. */
function assessWork(
  work: Work,
  recent: Recent | null,
  words: {
    readonly one: string;
    readonly many: string;
    readonly slow: number;
    readonly stuck: number;
    readonly quick: string;
    readonly slowly: string;
  },
): Assessment {
  const when = recent === null ? 'since the nodes started' : over(recent);
  if (work.times <= 0)
    return {
      value: `No ${words.one} ${when}`,
      state: 'good',
      says: `There is nothing to measure: no ${words.one} was asked for.`,
    };
  const mean = meanMs(work);
  return {
    value: `${msWords(mean)} on average, ${countOf(work.times, words.one, words.many)} ${when}`,
    state: mean >= words.stuck ? 'needs-a-person' : mean >= words.slow ? 'worth-a-look' : 'good',
    says: mean >= words.slow ? words.slowly : words.quick,
    source: `${ourRule}: ${msWords(words.slow)} and ${msWords(words.stuck)}`,
  };
}

const heldBackPart = 0.1;

function assessMerges({ now, recent }: Load): Assessment {
  const running = total(now, ({ merges }) => merges.now);
  const value = running === 0 ? 'None goes on' : `${countOf(running, 'merge')} going on`;
  const source = `${ourRule}: writes held back for a tenth of the time`;
  if (recent !== null && recent.throttledMs > heldBackPart * recent.overMs)
    return {
      value,
      state: 'worth-a-look',
      says:
        `Merging does not keep up: writes were held back for ` +
        `${durationWords(recent.throttledMs)} ${over(recent)}. A sync is slower; users read as ` +
        'before.',
      source,
    };
  return {
    value,
    state: 'good',
    says: 'Merging keeps up with what is written, so that a sync is not held back.',
    source,
  };
}

export function assessLoad(told: EngineHealth, recent: Recent | null): HealthFinding[] {
  const { nodes } = told;
  const load = nodes?.ok === true ? done({ now: nodes.value, recent }) : nodes;
  const work = (now: NodesHealth, of: (node: NodesHealth['nodes'][number]) => Work): Work => ({
    times: total(now, (node) => of(node).times),
    ms: total(now, (node) => of(node).ms),
  });
  return [
    assessPart(subject('heap', 'Memory (heap)'), nodes, assessHeap),
    assessPart(subject('searches-rejected', 'Searches turned away'), load, ({ now }) =>
      assessTurned({
        what: 'search',
        known: recent?.rejected.searches ?? null,
        sinceStart: total(now, ({ rejected }) => rejected.searches),
        recent,
        state: 'needs-a-person',
        means: 'The engine had too many at once: users saw errors instead of lists.',
      }),
    ),
    assessPart(subject('writes-rejected', 'Writes turned away'), load, ({ now }) =>
      assessTurned({
        what: 'write',
        known: recent?.rejected.writes ?? null,
        sinceStart: total(now, ({ rejected }) => rejected.writes),
        recent,
        state: 'worth-a-look',
        means:
          'The engine had too many at once. A sync sends them again and is slower; an edit of a ' +
          'user may be lost by a service that does not.',
      }),
    ),
    assessPart(subject('tripped', 'Turned away for memory'), load, ({ now }) =>
      assessTurned({
        what: 'request',
        known: recent?.tripped ?? null,
        sinceStart: total(now, ({ tripped }) => tripped),
        recent,
        state: 'needs-a-person',
        means: 'Requests would have taken more memory than there is: users saw errors.',
      }),
    ),
    assessPart(subject('searches', 'Time of a search'), load, ({ now }) =>
      assessWork(recent?.searches ?? work(now, ({ searches }) => searches), recent, {
        one: 'search of a shard',
        many: 'searches of a shard',
        slow: slowSearchMs,
        stuck: stuckSearchMs,
        quick: 'Lists of users come without a wait.',
        slowly: 'Users wait for their lists.',
      }),
    ),
    assessPart(subject('refreshes', 'Time of a refresh'), load, ({ now }) =>
      assessWork(recent?.refreshes ?? work(now, ({ refreshes }) => refreshes), recent, {
        one: 'refresh',
        many: 'refreshes',
        slow: 1_000,
        stuck: 10_000,
        quick: 'What services write shows to users about a second later.',
        slowly: 'What services write shows to users later than the usual second.',
      }),
    ),
    assessPart(subject('merges', 'Merges'), load, assessMerges),
  ];
}
