/** How a probe is for one who looks at a moment. Pure. */
import type { Outcome, ProbeView } from '../model.ts';
import { believedForMs } from '../next-health.ts';
import type { ProbeRow } from './service-store.ts';

/** What was not asked for long is not known. */
export function stateNow(
  row: Pick<ProbeRow, 'state' | 'since' | 'last_at' | 'says' | 'every_ms'>,
  asOf: Date,
): { readonly state: Outcome; readonly since: Date; readonly says: string | null } {
  const { state, since, last_at: lastAt, says, every_ms: everyMs } = row;
  if (lastAt === null) return { state: 'not-known', since, says: 'It was not asked yet.' };
  if (asOf.getTime() - lastAt.getTime() > believedForMs(everyMs))
    return {
      state: 'not-known',
      since: lastAt,
      says: 'Nobody has asked since: no worker of this console probes.',
    };
  return { state, since, says: state === 'up' ? null : says };
}

/** Whoever looks after it has ended, and before the next asking, sees it ended. */
export const offNow = (
  { off, off_until: until }: Pick<ProbeRow, 'off' | 'off_until'>,
  asOf: Date,
): ProbeView['off'] =>
  off === null || (until !== null && until <= asOf)
    ? null
    : { reason: off, until: until?.toISOString() ?? null };
