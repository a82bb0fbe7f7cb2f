/** Who is told, of what, and when: pure. */
import { TZDate } from '@date-fns/tz';
import { severities, type Hours, type Notice, type Route, type Severity } from './model.ts';

const rank = (severity: Severity): number => severities.indexOf(severity);

/** What has a key and goes on, or went on last. */
export interface Group {
  readonly isOpen: boolean;
  /** The worst since it began. */
  readonly severity: Severity;
  readonly count: number;
}

/**
 * How a group is after a notice of it, and whether that is told: it began, got worse or ended. An
 * end of what never began is not told.
 */
export function nextGroup(
  before: Group | null,
  { severity, isResolved }: Pick<Notice, 'severity' | 'isResolved'>,
): { readonly group: Group | null; readonly shouldTell: boolean } {
  const open = before?.isOpen === true ? before : null;
  if (isResolved)
    return open === null
      ? { group: before, shouldTell: false }
      : { group: { ...open, isOpen: false }, shouldTell: true };
  if (open === null) return { group: { isOpen: true, severity, count: 1 }, shouldTell: true };
  const isWorse = rank(severity) > rank(open.severity);
  const worst = isWorse ? severity : open.severity;
  return { group: { isOpen: true, severity: worst, count: open.count + 1 }, shouldTell: isWorse };
}

/**
 * Whether a route is told of it. `worst` is how bad what it ends was: who was told of its beginning
 * is told of its end.
 */
export function isFor(
  { environments, events, severity }: Pick<Route, 'environments' | 'events' | 'severity'>,
  notice: Pick<Notice, 'environment' | 'event'>,
  worst: Severity,
): boolean {
  return (
    (environments === null || environments.includes(notice.environment)) &&
    (events === null || events.includes(notice.event)) &&
    rank(worst) >= rank(severity)
  );
}

/** When it may be sent: at once, or as soon as the hours of London begin. */
export function dueAt(hours: Hours | null, at: Date): Date {
  if (hours === null) return at;
  const here = new TZDate(at, 'Europe/London');
  const minute = here.getHours() * 60 + here.getMinutes();
  const { from, to } = hours;
  const isWithin = from < to ? minute >= from && minute < to : minute >= from || minute < to;
  if (isWithin) return at;
  const daysLater = minute < from ? 0 : 1;
  const begins = new TZDate(
    here.getFullYear(),
    here.getMonth(),
    here.getDate() + daysLater,
    Math.floor(from / 60),
    from % 60,
    'Europe/London',
  );
  return new Date(begins.getTime());
}
