import { countOf } from '#lib/kernel/words/numbers.ts';
import { sentences, someWords } from '#lib/kernel/words/text.ts';
import { durationWords } from '#lib/kernel/words/times.ts';
import type { Part } from '#lib/platform/search/engine-health.ts';
import { assessPart, ourRule, type Assessment, type Subject } from './finding.ts';
import type { Lag } from './lag.ts';
import type { HealthFinding } from './model.ts';

const subject: Subject = {
  key: 'lag',
  group: 'load',
  name: 'Edits that do not show yet',
  right: 'indices:monitor/stats',
};

// The engine's own interval is a second.
const lateMs = 10_000;
const stuckMs = 300_000;
const source = `${ourRule}: ${durationWords(lateMs)} and ${durationWords(stuckMs)}`;

function assess(lags: ReadonlyMap<string, Lag>, read: ReadonlySet<string>): Assessment {
  const unknown = { waitingMs: null, mergesNow: 0 } as const;
  const own = [...read].sort().map((index) => ({ index, ...(lags.get(index) ?? unknown) }));
  const merging = own.filter(({ mergesNow }) => mergesNow > 0);
  const merges =
    merging.length > 0 &&
    merging
      .map(({ index, mergesNow }) => `${countOf(mergesNow, 'merge')} under way in ${index}`)
      .join(', ');
  const waiting = own.map(({ waitingMs }) => waitingMs).filter((ms) => ms !== null);
  if (waiting.length < own.length)
    return {
      value: 'Known at the next look',
      state: 'not-known',
      says: sentences('Whether edits are held back is told by two looks at the engine', merges),
      source,
    };
  const most = Math.max(0, ...waiting);
  if (most < lateMs)
    return {
      value: 'None',
      state: 'good',
      says: sentences('What services write shows to users soon after', merges),
      source,
    };
  const late = own.filter(({ waitingMs }) => (waitingMs ?? 0) >= lateMs);
  return {
    value: `${durationWords(most)} late`,
    state: most >= stuckMs ? 'needs-a-person' : 'worth-a-look',
    says: sentences(
      `${someWords(late.map(({ index }) => index))}: what was written ${durationWords(most)} ago ` +
        'does not show to users yet: edits of theirs seem to be lost, and lists show them later',
      merges,
    ),
    source,
  };
}

/** `read`: the generations that users read. */
export const assessLag = (
  lags: Part<ReadonlyMap<string, Lag>>,
  read: ReadonlySet<string>,
): HealthFinding => assessPart(subject, lags, (known) => assess(known, read));
