/** What somebody is told of, and along which routes; safe in a browser. */
import { z } from 'zod';

/** What notices are of; `test` is sent by hand alone. */
export const noticeEvents = [
  'run-started',
  'run-settled',
  'run-failed',
  'run-stalled',
  'rolled-back',
  'contract-drift',
  'incident',
  'maintenance',
  'prober',
  'test',
] as const;
export type NoticeEvent = (typeof noticeEvents)[number];

/** What somebody can say that they know of. */
export const acknowledgedEvents: readonly NoticeEvent[] = ['incident'];

/** From the least. */
export const severities = ['info', 'warning', 'critical'] as const;
export type Severity = (typeof severities)[number];

export interface Notice {
  readonly event: NoticeEvent;
  readonly environment: string;
  readonly severity: Severity;
  readonly title: string;
  /** What a person reads of it, without anything personal. */
  readonly text: string;
  /** The page that shows more: `/sync/preprod-12`. */
  readonly path: string;
  /**
   * Of what goes on and ends, the same from its beginning to its end: it is told when it begins,
   * when it gets worse, and when it ends. Null: it is told by itself.
   */
  readonly key: string | null;
  /** Whether what has that key has ended. */
  readonly isResolved: boolean;
}

const minuteOf = (text: string): number => {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return hour * 60 + minute;
};
const time = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const hoursForm = new RegExp(`^${time}-${time}$`);

const kinds = ['webhook', 'mail'] as const;
const reference = /^\$\{[A-Z][A-Z0-9_]*\}$/;
const list = (example: string) => `must be a list, e.g. [${example}]`;

/** A route as `CONSOLE_CONFIG` has it. An address of a webhook is as good as a password. */
export const RouteEntry = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,30}$/, 'must be a short name in lower case, e.g. on-call'),
    kind: z.enum(kinds, 'must be webhook or mail'),
    address: z.string().min(1).max(500),
    secret: z
      .string()
      .regex(reference, 'must be a variable, e.g. ${ON_CALL_SECRET}, or be left out')
      .optional(),
    environments: z.array(z.string(), list('prod')).min(1, 'must name one').optional(),
    severity: z.enum(severities, `must be one of ${severities.join(', ')}`).default('info'),
    events: z
      .array(
        z.enum(noticeEvents, `must be a list out of ${noticeEvents.join(', ')}`),
        list('run-failed'),
      )
      .min(1, 'must name one')
      .optional(),
    hours: z
      .string()
      .regex(hoursForm, 'must be two times in London, e.g. 08:00-18:00')
      .transform((text) => {
        const [from = '', to = ''] = text.split('-');
        return { from: minuteOf(from), to: minuteOf(to) };
      })
      .refine(({ from, to }) => from !== to, 'must begin and end at two times')
      .optional(),
    repeatMinutes: z
      .int('must be minutes from 5 to 1440')
      .min(5, 'must be minutes from 5 to 1440')
      .max(1_440, 'must be minutes from 5 to 1440')
      .optional(),
  })
  .superRefine(({ kind, address, secret }, context) => {
    const say = (key: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [key], message });
    if (kind === 'webhook' && !reference.test(address))
      say('address', 'must be a variable, e.g. ${ON_CALL_WEBHOOK}: who knows it may send to it');
    if (kind === 'mail' && !reference.test(address) && !z.email().safeParse(address).success)
      say('address', 'must be a mail address, e.g. team@example.org');
    if (kind === 'mail' && secret !== undefined)
      say('secret', 'has no effect on mail: leave it out');
  });

/** Minutes of the day in London; where `to` is before `from`, it is of the next day. */
export interface Hours {
  readonly from: number;
  readonly to: number;
}

/** Who is told of what. */
export interface Route {
  readonly name: string;
  readonly kind: (typeof kinds)[number];
  readonly address: string;
  /** Signs what is sent; null: it is not signed. */
  readonly secret: string | null;
  /** Null: of all. */
  readonly environments: readonly string[] | null;
  /** This and worse. */
  readonly severity: Severity;
  /** Null: of all kinds. */
  readonly events: readonly NoticeEvent[] | null;
  /** Outside them what there is to tell waits; null: at any time. */
  readonly hours: Hours | null;
  /** After so long what goes on and nobody has acknowledged is told again; null: never. */
  readonly repeatMinutes: number | null;
}

/** Input of sending a test. */
export const TestRoute = z.object({ route: z.string().min(1).max(100) });
export type TestRoute = z.output<typeof TestRoute>;

/** A route as people see it, without its address. */
export interface RouteView extends Omit<Route, 'address' | 'secret'> {
  readonly isSigned: boolean;
  readonly waiting: number;
  readonly dead: number;
  /** ISO 8601; null: nothing was delivered yet, or not for long. */
  readonly deliveredAt: string | null;
  /** Why the last attempt of what waits or is dead failed. */
  readonly says: string | null;
}
