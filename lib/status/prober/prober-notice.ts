/** What is told of the asking itself, once, in place of all that it hides. Pure. */
import { countOf } from '#lib/kernel/words/numbers.ts';
import { dateTimeWords } from '#lib/kernel/words/times.ts';
import type { Notice } from '#lib/notify/model.ts';
import type { ProberRow } from './prober-store.ts';

/** One that cannot be asked may have a way of its own that is cut. */
const leastHidden = 2;
const leastShare = 1 / 2;

/** `silent`: nobody asks; `blind`: whoever asks reaches none, or few. */
export type Prober = 'works' | 'silent' | 'blind';

export function proberOf({ is_silent: isSilent, asked, not_known: hidden }: ProberRow): Prober {
  if (isSilent) return 'silent';
  return hidden >= leastHidden && hidden >= asked * leastShare ? 'blind' : 'works';
}

/** Known by the same key as long as it goes on. */
export function noticeOfProber(row: ProberRow, prober: Prober): Notice {
  const { environment, probes, asked, not_known: hidden, last_at: lastAt } = row;
  const told = {
    event: 'prober',
    environment,
    path: '/status',
    key: 'prober',
    isResolved: prober === 'works',
  } as const;
  const title = `Probes of ${environment}`;
  switch (prober) {
    case 'works':
      return {
        ...told,
        severity: 'info',
        title: `${title} are asked again`,
        text: 'What they found in the meantime is not known.',
      };
    case 'silent':
      return {
        ...told,
        severity: 'critical',
        title: `${title} are not asked`,
        text:
          `Nobody has asked ${countOf(probes, 'probe')} since ` +
          `${lastAt === null ? 'they are there' : dateTimeWords(lastAt)}: no worker of this ` +
          'console probes. How any of it is, is not known.',
      };
    case 'blind':
      return {
        ...told,
        severity: 'critical',
        title: `${title} cannot be asked`,
        text:
          `This console could not ask ${String(hidden)} of ${countOf(asked, 'probe')}: its own ` +
          'network, or the names that it is told, fail. How they are is not known.',
      };
  }
}
