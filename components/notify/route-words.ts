import { count } from '#lib/kernel/words/numbers.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import type { NoticeEvent, RouteView, Severity } from '#lib/notify/client.ts';
import type { Tone } from '#components/ui/feedback/tone.ts';

const eventWords: Readonly<Record<NoticeEvent, string>> = {
  'run-started': 'runs that start',
  'run-settled': 'runs that settle',
  'run-failed': 'runs that fail',
  'run-stalled': 'runs that stall',
  'rolled-back': 'roll backs',
  'contract-drift': 'aliases that leave the contract',
  incident: 'incidents',
  maintenance: 'planned work',
  prober: 'probes that nobody could ask',
  test: 'tests',
};

const severityWords: Readonly<Record<Severity, string>> = {
  info: '',
  warning: ', if a warning or critical',
  critical: ', if critical',
};

export const kindWords: Readonly<Record<RouteView['kind'], string>> = {
  webhook: 'Webhook',
  mail: 'Mail',
};

/** Of what a route is told, as `Incidents and planned work, if critical`. */
export function toldOf({ events, severity }: Pick<RouteView, 'events' | 'severity'>): string {
  const of =
    events === null
      ? 'everything'
      : listWords(
          events.map((one) => eventWords[one]),
          'and',
        );
  return `${of}${severityWords[severity]}`.replace(/^./, (first) => first.toUpperCase());
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** When it is told, by clocks in London. */
export function toldWhen({ hours, repeatMinutes }: Pick<RouteView, 'hours' | 'repeatMinutes'>) {
  const when =
    hours === null ? 'At any time' : `From ${clock(hours.from)} to ${clock(hours.to)} in London`;
  return repeatMinutes === null
    ? when
    : `${when}; an incident again every ${count(repeatMinutes)} minutes, until somebody takes it`;
}

/** Whether what is sent arrives. */
export function arrives({
  waiting,
  dead,
  says,
  deliveredAt,
}: Pick<RouteView, 'waiting' | 'dead' | 'says' | 'deliveredAt'>): {
  readonly tone: Tone;
  readonly word: string;
} {
  if (dead > 0) return { tone: 'bad', word: `${count(dead)} not delivered` };
  if (waiting > 0 && says !== null)
    return { tone: 'warn', word: `${count(waiting)} waiting, tried again` };
  if (waiting > 0) return { tone: 'run', word: `${count(waiting)} waiting` };
  return deliveredAt === null
    ? { tone: 'wait', word: 'Nothing was sent yet' }
    : { tone: 'ok', word: 'Delivered' };
}
